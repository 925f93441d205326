import type { ArticleId } from './article-id.ts';
import type { Prior } from './bayesian-average.ts';
import type { Tally } from './tally.ts';

/** The best rated articles whose IDs begin with a prefix, as of the last pass over the table. */
export interface TopList {
  /** When the pass began: ISO 8601, in UTC. */
  readonly asOf: string;
  /** Votes that each article starts with in the Bayesian average. */
  readonly prior: Prior;
  /** The best first. */
  readonly articles: readonly RankedArticle[];
}

export interface RankedArticle {
  readonly articleId: ArticleId;
  readonly tally: Tally;
}

/** Maximum number of articles in a list. */
export const LONGEST_TOP_LIST = 100;

/** Maximum number of slashes in a prefix that gets a list: `blog.example/2026/11/` has three. */
const DEEPEST = 4;

/**
 * The prefixes that an article is listed under: the empty one, and its ID up to each of its first four slashes, so that
 * `a/b/c` is listed under ``, `a/` and `a/b/`.
 */
export function prefixesOf(articleId: string): string[] {
  const prefixes = [''];
  for (let end = articleId.indexOf('/') + 1; end > 0; end = articleId.indexOf('/', end) + 1) {
    if (prefixes.length > DEEPEST) break;
    prefixes.push(articleId.slice(0, end));
  }
  return prefixes;
}

/** The longest prefix with a list that `text` starts with: `a/` for `a/b`. */
export function listedPrefixOf(text: string): string {
  return prefixesOf(text).at(-1) ?? '';
}
