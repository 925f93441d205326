import type { Rating } from './rating.ts';

/** How many votes an article has per star, from one star to five. */
export type Tally = readonly [number, number, number, number, number];

/** A tally under construction. */
export type StarCounts = [number, number, number, number, number];

export function countVote(counts: StarCounts, rating: Rating): void {
  counts[(rating - 1) as 0 | 1 | 2 | 3 | 4]++;
}

/** Adds a tally to counts, in place. */
export function addToCounts(counts: StarCounts, tally: Tally): void {
  for (const star of [0, 1, 2, 3, 4] as const) counts[star] += tally[star];
}

export const EMPTY_TALLY: Tally = [0, 0, 0, 0, 0];

export function addTallies(a: Tally, b: Tally): Tally {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3], a[4] + b[4]];
}

export function votesOf(tally: Tally): number {
  return tally.reduce((sum, count) => sum + count, 0);
}

/** The number of votes with one of these ratings. */
export function votesWith(tally: Tally, ratings: readonly Rating[]): number {
  return ratings.reduce((sum, rating) => sum + tally[(rating - 1) as 0 | 1 | 2 | 3 | 4], 0);
}

/** The sum of the stars of all votes. */
export function starsOf(tally: Tally): number {
  return tally.reduce((sum, count, index) => sum + count * (index + 1), 0);
}

/**
 * The change of a tally when a voter's rating changes from `before` to `after` (`null`: no vote): the counts to add, by
 * star. Empty if both are equal.
 */
export function tallyChange(before: Rating | null, after: Rating | null): ReadonlyMap<Rating, 1 | -1> {
  const change = new Map<Rating, 1 | -1>();
  if (before === after) return change;
  if (after !== null) change.set(after, 1);
  if (before !== null) change.set(before, -1);
  return change;
}
