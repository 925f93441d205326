import fc from 'fast-check';
import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import { bayesianAverage } from '../../../lambda/domain/bayesian-average.ts';
import type { Tally } from '../../../lambda/domain/tally.ts';
import { listedPrefixOf, prefixesOf } from '../../../lambda/domain/top-list.ts';
import { makeTopLists } from '../../../lambda/table-pass/make-top-lists.ts';
import { TableCounts } from '../../../lambda/table-pass/table-counts.ts';

const NOW = '2026-11-25T00:00:00.000Z';

function countsOf(articles: Readonly<Record<string, Tally>>): TableCounts {
  const counts = new TableCounts(0);
  for (const [id, tally] of Object.entries(articles)) counts.addCounts(id as ArticleId, tally);
  return counts;
}

test('an article is listed under its ID up to each slash', () => {
  expect(prefixesOf('blog.example/2026/peace-talks')).toEqual(['', 'blog.example/', 'blog.example/2026/']);
  expect(prefixesOf('post-12')).toEqual(['']);
  expect(prefixesOf('blog.example/2026/')).toEqual(['', 'blog.example/', 'blog.example/2026/']);
  expect(prefixesOf('a/b/c/d/e/f/g')).toEqual(['', 'a/', 'a/b/', 'a/b/c/', 'a/b/c/d/']);
});

test('a prefix is looked up in a list that has every article with this prefix', () => {
  const part = fc.stringMatching(/^[ab/]{0,12}$/);
  fc.assert(
    fc.property(part, part, (text, rest) => {
      expect(prefixesOf(text + rest)).toContain(listedPrefixOf(text));
    }),
  );
  expect(listedPrefixOf('blog.example/2026-1')).toBe('blog.example/');
});

test('ranks the best first, and articles with few votes close to the average', () => {
  const lists = makeTopLists(
    countsOf({
      'a/one-five': [0, 0, 0, 0, 1],
      'a/many-fours': [0, 0, 0, 300, 100],
      'b/bad': [50, 0, 0, 0, 0],
      'b/none': [0, 0, 0, 0, 0],
    }),
    NOW,
  );
  const { prior, articles, asOf } = lists.get('')!;
  expect(articles.map(({ articleId }) => articleId)).toEqual(['a/many-fours', 'a/one-five', 'b/bad']);
  expect(asOf).toBe(NOW);
  expect(prior).toEqual({ mean: (300 * 4 + 100 * 5 + 5 + 50) / 451, votes: 10 });
  expect([...lists.keys()].sort()).toEqual(['', 'a/', 'b/']);
});

test('each list has all rated articles of its prefix in the order of their averages', () => {
  const tally = fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9));
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[ab]\/[ab]\/[a-z]{1,4}$/), tally), (articles) => {
      const lists = makeTopLists(countsOf(articles), NOW);
      const { prior } = lists.get('')!;
      for (const [prefix, { articles: listed }] of lists) {
        const ranks = listed.map((article) => bayesianAverage(article.tally, prior));
        expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
        const rated = Object.entries(articles).filter(([id, each]) => id.startsWith(prefix) && each.some(Boolean));
        expect(new Set(listed.map(({ articleId }) => articleId))).toEqual(new Set(rated.map(([id]) => id)));
      }
    }),
  );
});

test('keeps the prefixes with the most votes if there are too many', () => {
  const articles = Object.fromEntries(
    Array.from({ length: 50 }, (_, index) => [`site-${index}/a`, [0, 0, 0, 0, index + 1] as const]),
  );
  const lists = makeTopLists(countsOf(articles), NOW, 3);
  expect([...lists.keys()].sort()).toEqual(['', 'site-48/', 'site-49/']);
});

test('a list has at most a hundred articles', () => {
  const articles = Object.fromEntries(
    Array.from({ length: 150 }, (_, index) => [`a-${index}`, [0, 0, 0, 0, index + 1] as const]),
  );
  const { articles: listed } = makeTopLists(countsOf(articles), NOW).get('')!;
  expect([listed.length, listed[0]?.articleId, listed[99]?.articleId]).toEqual([100, 'a-149', 'a-50']);
});
