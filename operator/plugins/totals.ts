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
 * The distribution that gives exactly this count and this sum of stars with the two ratings next to the average: nothing
 * says what people really chose, and this claims the least about it.
 * @returns undefined if no ratings from 1 to 5 can add up so
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
