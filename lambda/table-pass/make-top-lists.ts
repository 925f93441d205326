import { rankArticles } from '../domain/bayesian-average.ts';
import type { Prior } from '../domain/bayesian-average.ts';
import { LONGEST_TOP_LIST, prefixesOf } from '../domain/top-list.ts';
import type { RankedArticle, TopList } from '../domain/top-list.ts';
import type { TableCounts } from './table-counts.ts';
import { votesOf } from '../domain/tally.ts';

/** Maximum number of lists; the prefixes with the most votes get one. */
const MOST_LISTS = 1000;

/** The best rated articles of each prefix, the best first. */
export function makeTopLists(counts: TableCounts, asOf: string, mostLists = MOST_LISTS): Map<string, TopList> {
  const { articles, prior } = rankAll(counts);
  const kept = mostVoted(articles, mostLists);
  const lists = new Map<string, RankedArticle[]>([...kept].map((prefix) => [prefix, []]));
  for (const article of articles) {
    for (const prefix of prefixesOf(article.articleId)) {
      const list = lists.get(prefix);
      if (list !== undefined && list.length < LONGEST_TOP_LIST) list.push(article);
    }
  }
  return new Map([...lists].map(([prefix, ranked]) => [prefix, { asOf, prior, articles: ranked }]));
}

/** All articles with votes, the best first. */
export function rankAll(counts: TableCounts): { readonly articles: RankedArticle[]; readonly prior: Prior } {
  const { ranked, prior } = rankArticles(counts.articles);
  return { articles: ranked.map(({ articleId, article: { tally } }) => ({ articleId, tally })), prior };
}

/** The prefixes with the most votes, including the empty prefix, which has all votes. */
function mostVoted(articles: readonly RankedArticle[], most: number): Set<string> {
  const votes = new Map<string, number>([['', Infinity]]);
  for (const { articleId, tally } of articles) {
    for (const prefix of prefixesOf(articleId)) votes.set(prefix, (votes.get(prefix) ?? 0) + votesOf(tally));
  }
  return new Set(
    [...votes]
      .sort(([, a], [, b]) => b - a)
      .slice(0, most)
      .map(([prefix]) => prefix),
  );
}
