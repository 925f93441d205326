import type { Rating } from '../rating.ts';

export const ALL_RATINGS: readonly Rating[] = [1, 2, 3, 4, 5];

/** The number of votes with one of these ratings. */
export function votesWith(counts: readonly number[], ratings: readonly Rating[]): number {
  return ratings.reduce((sum, rating) => sum + (counts[rating - 1] ?? 0), 0);
}
