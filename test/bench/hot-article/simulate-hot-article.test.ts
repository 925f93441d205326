import { simulateHotArticle } from '../../../bench/hot-article/simulate-hot-article.ts';

test('records 500 votes a second on one article, with at most 1.15 transactions each and no refusal', async () => {
  const run = await simulateHotArticle({ rate: 500, seconds: 10 });
  expect(run).toMatchObject({ refused: 0, recorded: run.votes, counted: run.votes });
  expect(run.votes).toBeGreaterThan(4_500);
  expect(run.transactionsPerVote).toBeLessThanOrEqual(1.15);
});

test('an article with a vote a second for an hour stays at four shards or fewer', async () => {
  for (const seed of [1, 2, 3]) {
    const run = await simulateHotArticle({ rate: 1, seconds: 3600, seed });
    expect(run).toMatchObject({ refused: 0, recorded: run.votes, keys: 1, unitsPerRead: 0.5 });
    expect(run.shards).toBeLessThanOrEqual(4);
  }
});

test('at twice the capacity of one partition key, records half the votes, refuses half at once, and counts exactly', async () => {
  const run = await simulateHotArticle({ rate: 1000, seconds: 8, settling: 4, store: { mostKeys: 1 } });
  expect(run.counted).toBeGreaterThanOrEqual(run.recorded);
  expect(run.recordedPerSecond).toBeGreaterThanOrEqual(475);
  expect(run.transactionsPerVote).toBeLessThanOrEqual(1.6);
  expect(run.refusedP99).toBeLessThanOrEqual(50);
});

test('an article opens as many partition keys as a crowd needs, and folds them when the crowd has gone', async () => {
  const crowd = await simulateHotArticle({ rate: 2000, seconds: 4, settling: 3 });
  expect(crowd).toMatchObject({ refused: 0, recorded: crowd.votes });
  expect(crowd.transactionsPerVote).toBeLessThanOrEqual(1.15);
  expect(crowd.keys).toBeGreaterThan(4);
  const gone = await simulateHotArticle({ rate: (second) => (second < 2 ? 2000 : 2), seconds: 800 });
  expect(gone).toMatchObject({ refused: 0, recorded: gone.votes, counted: gone.votes, keys: 1 });
});
