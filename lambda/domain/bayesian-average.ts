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

/** The mean of all votes; 3 if there are no votes. */
export function meanOf(tallies: Iterable<Tally>): number {
  let votes = 0;
  let stars = 0;
  for (const tally of tallies) {
    votes += votesOf(tally);
    stars += starsOf(tally);
  }
  return votes === 0 ? 3 : stars / votes;
}
