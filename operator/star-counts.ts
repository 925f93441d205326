import type { Rating } from '../lambda/domain/rating.ts';

/** A tally under construction. */
export type StarCounts = [number, number, number, number, number];

export function countVote(counts: StarCounts, rating: Rating): void {
  counts[(rating - 1) as 0 | 1 | 2 | 3 | 4]++;
}
