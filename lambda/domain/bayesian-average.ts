import { starsOf, votesOf } from './tally.ts';
import type { Tally } from './tally.ts';

/** Votes that every article is assumed to have before its first vote: their number and average. */
export interface Prior {
  readonly mean: number;
  readonly votes: number;
}

/** An average that few votes cannot carry far: 5.0 from one vote is no better than 4.8 from a thousand. */
export function bayesianAverage(tally: Tally, { mean, votes }: Prior): number {
  return (mean * votes + starsOf(tally)) / (votes + votesOf(tally));
}

/** The mean of all votes there are, on which an article without votes is assumed to be; 3 where there is none. */
export function meanOf(tallies: Iterable<Tally>): number {
  let votes = 0;
  let stars = 0;
  for (const tally of tallies) {
    votes += votesOf(tally);
    stars += starsOf(tally);
  }
  return votes === 0 ? 3 : stars / votes;
}
