import { rankArticles } from '../../../lambda/domain/bayesian-average.ts';
import type { Tally } from '../../../lambda/domain/tally.ts';

const idsOf = (articles: readonly (readonly [string, Tally])[]) =>
  rankArticles(articles.map(([id, tally]) => [id, { tally }] as const)).ranked.map(({ articleId }) => articleId);

test('articles with the same average are ordered by votes, then by ID, in whatever order they were read', () => {
  const articles = [
    ['b', [0, 0, 1, 0, 0]],
    ['a', [0, 0, 1, 0, 0]],
    ['most', [0, 0, 3, 0, 0]],
    ['none', [0, 0, 0, 0, 0]],
  ] as const;
  expect(idsOf(articles)).toEqual(['most', 'a', 'b']);
  expect(idsOf(articles.toReversed())).toEqual(['most', 'a', 'b']);
});

test('the prior is the mean of all votes and ten votes, unless one is given', () => {
  const articles = [['a', { tally: [0, 0, 0, 0, 4] }]] as const;
  expect(rankArticles(articles).prior).toEqual({ mean: 5, votes: 10 });
  expect(rankArticles(articles, { mean: 3, votes: 4 })).toMatchObject({
    prior: { mean: 3, votes: 4 },
    ranked: [{ articleId: 'a', bayesian: 4, votes: 4 }],
  });
});
