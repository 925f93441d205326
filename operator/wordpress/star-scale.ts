import { inventDistribution } from './invent-distribution.ts';
import type { MadeTally } from './invent-distribution.ts';

/** Converts a plugin's ratings to one to five stars. */
export interface StarScale {
  /** Description of a scale other than five stars, e.g. `ratings of 1 to 10`. */
  readonly unusual?: string;
  /** Stars of one logged rating, up to 5, possibly fractional; undefined if it is invalid. */
  starOf(rating: number): number | undefined;
  /** A tally with this count and sum; undefined if none exists. */
  tallyOf(count: number, sum: number): MadeTally | undefined;
}

/** Ratings from 1 to `most`, scaled to five stars: 4 of 10 is 2 stars, and 9 is 4.5. */
export function starsUpTo(most: number): StarScale {
  const scaled = (rating: number) => (rating * 5) / most;
  return {
    ...(most !== 5 && { unusual: most === 1 ? 'likes (five stars each)' : `ratings of 1 to ${most}` }),
    starOf(rating) {
      const whole = Math.floor(rating + 0.5);
      if (!(whole >= 1 && whole <= most)) return undefined;
      return Math.min(5, scaled(rating));
    },
    tallyOf(count, sum) {
      if (most !== 5 && (sum < count || sum > most * count)) return undefined;
      // A 1 of 10 scales to half a star, below the minimum of 1. kk Star Ratings stores fractions of stars.
      const stars = most === 5 ? Math.round(sum) : Math.max(count, Math.round(scaled(sum)));
      const counts = inventDistribution(count, stars);
      // A like always counts as five stars.
      return counts && { counts, invented: most !== 1 };
    },
  };
}

/** Thumbs: +1 for up and -1 for down. Count and sum determine the number of each. */
export const UP_AND_DOWN: StarScale = {
  unusual: 'thumbs (up: five stars, down: one)',
  starOf: (rating) => (rating === 1 ? 5 : rating === -1 ? 1 : undefined),
  tallyOf(count, sum) {
    const up = (count + sum) / 2;
    if (!Number.isSafeInteger(up) || up < 0 || up > count) return undefined;
    return { counts: [count - up, 0, 0, 0, up], invented: false };
  },
};
