import { starsOf, votesOf } from './tally.ts';
import type { Tally } from './tally.ts';

/** Number and average of the votes that every article is assumed to have before its first vote. */
export interface Prior {
  readonly mean: number;
  readonly votes: number;
}

/**
 * The tally's average after adding the prior votes: one vote of 5 stars does not outrank a thousand that average 4.8.
 */
export function bayesianAverage(tally: Tally, { mean, votes }: Prior): number {
  return (mean * votes + starsOf(tally)) / (votes + votesOf(tally));
}

/** The default number of prior votes. */
export const PRIOR_VOTES = 10;

/**
 * All articles with votes, by Bayesian average, then by votes, then by ID.
 * @param given the mean of all votes if undefined
 */
export function rankArticles<Id extends string, Rated extends { readonly tally: Tally }>(
  articles: Iterable<readonly [Id, Rated]>,
  given: { readonly mean?: number | undefined; readonly votes?: number } = {},
) {
  const rated = [...articles].filter(([, { tally }]) => votesOf(tally) > 0);
  const { mean = meanOf(rated.map(([, { tally }]) => tally)), votes = PRIOR_VOTES } = given;
  const prior: Prior = { mean, votes };
  const ranked = rated
    .map(([articleId, article]) => {
      const { tally } = article;
      return { articleId, article, bayesian: bayesianAverage(tally, prior), votes: votesOf(tally) };
    })
    .sort((a, b) => b.bayesian - a.bayesian || b.votes - a.votes || (a.articleId < b.articleId ? -1 : 1));
  return { prior, ranked };
}

/** The mean of all votes; 3 if there are no votes. */
function meanOf(tallies: Iterable<Tally>): number {
  let votes = 0;
  let stars = 0;
  for (const tally of tallies) {
    votes += votesOf(tally);
    stars += starsOf(tally);
  }
  return votes === 0 ? 3 : stars / votes;
}
