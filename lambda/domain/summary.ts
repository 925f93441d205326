import { starsOf, votesOf } from './tally.ts';
import type { Tally } from './tally.ts';

/** The visible form of a tally. */
export interface Summary {
  /** 1 to 5, rounded half up to two decimals; 0 without votes. */
  readonly average: number;
  readonly count: number;
  /** Votes per star, from one star to five. */
  readonly distribution: Tally;
}

export function summarize(tally: Tally): Summary {
  const count = votesOf(tally);
  return { average: count === 0 ? 0 : roundedHundredths(starsOf(tally), count) / 100, count, distribution: tally };
}

// In whole numbers throughout: 4.005 has no exact double, so rounding the quotient would sometimes round half down.
function roundedHundredths(stars: number, count: number): number {
  return Math.floor((stars * 200 + count) / (count * 2));
}
