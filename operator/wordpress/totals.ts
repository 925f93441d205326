import type { Tally } from '../../lambda/domain/tally.ts';

/** How often each of five stars was given. */
export interface MadeTally {
  readonly counts: Tally;
  /** Whether the distribution was made up to fit count and sum. */
  readonly invented: boolean;
}

/** What a plugin knows of a post's ratings, in five stars. */
export interface PostTotals extends MadeTally {
  /** The post's ID, or what the source names it by. */
  readonly post: string;
}

/**
 * The distribution with this count and sum of stars that uses the two ratings next to the average:
 * the real one is unknown, and this is the narrowest.
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
