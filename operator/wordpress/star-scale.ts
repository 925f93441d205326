import { inventDistribution } from './totals.ts';
import type { MadeTally } from './totals.ts';

/** Converts a plugin's ratings to one to five stars. */
export interface StarScale {
  /** For people, where it is not the usual five; e.g. `ratings of 1 to 10`. */
  readonly unusual?: string;
  /** Stars of one logged rating, up to 5, also fractions; undefined if it is none. */
  starOf(rating: number): number | undefined;
  /** What count and sum say; undefined if no ratings can add up so. */
  tallyOf(count: number, sum: number): MadeTally | undefined;
}

/** Ratings from 1 to `most`, each as many fifths of it: 4 of 10 are 2 stars of 5, and 9 are 4.5. */
export function starsUpTo(most: number): StarScale {
  const scaled = (rating: number) => (rating * 5) / most;
  return {
    ...(most !== 5 && { unusual: most === 1 ? 'likes, which count as five stars' : `ratings of 1 to ${most}` }),
    starOf(rating) {
      const whole = Math.floor(rating + 0.5);
      if (!(whole >= 1 && whole <= most)) return undefined;
      return Math.min(5, scaled(rating));
    },
    tallyOf(count, sum) {
      if (most !== 5 && (sum < count || sum > most * count)) return undefined;
      // Scaled ones of ten are half a star, and half a star is none. kk Star Ratings keeps fractions of stars.
      const stars = most === 5 ? Math.round(sum) : Math.max(count, Math.round(scaled(sum)));
      const counts = inventDistribution(count, stars);
      // A like can only be five stars.
      return counts && { counts, invented: most !== 1 };
    },
  };
}

/** Thumbs: +1 for up and -1 for down. Count and sum determine the number of each. */
export const UP_AND_DOWN: StarScale = {
  unusual: 'thumbs: up counts as five stars, down as one',
  starOf: (rating) => (rating === 1 ? 5 : rating === -1 ? 1 : undefined),
  tallyOf(count, sum) {
    const up = (count + sum) / 2;
    if (!Number.isSafeInteger(up) || up < 0 || up > count) return undefined;
    return { counts: [count - up, 0, 0, 0, up], invented: false };
  },
};
