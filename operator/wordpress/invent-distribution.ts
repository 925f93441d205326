import type { Tally } from '../../lambda/domain/tally.ts';

/** Number of ratings per star. */
export interface MadeTally {
  readonly counts: Tally;
  /** Whether the distribution was invented to fit count and sum. */
  readonly invented: boolean;
}

/** A post's ratings from a plugin, in five stars. */
export interface PostTotals extends MadeTally {
  /** The post's ID or other name in the source. */
  readonly post: string;
}

/**
 * The narrowest distribution with this count and sum of stars: it uses the two ratings next to the average. The real
 * one is unknown.
 * @returns undefined if no ratings from 1 to 5 add up to them
 */
export function inventDistribution(count: number, sum: number): Tally | undefined {
  if (!Number.isSafeInteger(count) || !Number.isSafeInteger(sum) || count < 0 || sum < count || sum > 5 * count)
    return undefined;
  const counts: [number, number, number, number, number] = [0, 0, 0, 0, 0];
  if (count === 0) return counts;
  const lower = Math.min(4, Math.floor(sum / count));
  const upper = sum - lower * count;
  counts[(lower - 1) as 0] = count - upper;
  counts[lower as 1] = upper;
  return counts;
}
