import { simulateHotArticle } from '../../bench/hot-article/simulate.ts';

test('500 votes a second on one article take 1.15 transactions each at most, and none is refused', async () => {
  const run = await simulateHotArticle({ rate: 500, seconds: 20 });
  expect(run).toMatchObject({ refused: 0, recorded: run.votes, counted: run.votes });
  expect(run.votes).toBeGreaterThan(9_000);
  expect(run.transactionsPerVote).toBeLessThanOrEqual(1.15);
});

test('an article that gets a vote a second for an hour stays at four shards or fewer', async () => {
  for (const seed of [1, 2, 3]) {
    const run = await simulateHotArticle({ rate: 1, seconds: 3600, seed });
    expect(run).toMatchObject({ refused: 0, recorded: run.votes, unitsPerRead: 1 });
    expect(run.shards).toBeLessThanOrEqual(4);
  }
});

test('twice what a partition can write refuses votes, and counts those that it answers exactly', async () => {
  const run = await simulateHotArticle({ rate: 1000, seconds: 5 });
  expect(run.refused).toBeGreaterThan(0);
  expect(run.counted).toBe(run.recorded);
});
