import { inventDistribution } from './invent-distribution.ts';
import type { MadeTally } from './invent-distribution.ts';

/**
 * Rounds fractional stars to whole ones, such as 4.5 stars for a 9 of 10. Rounds some up and some down, those nearest
 * to the next star up first, so that the sum changes by at most half a star: if all were rounded up, ten nines would
 * average 5.
 * @param ratings number of votes per rating; ratings from 0 to 5, possibly fractional
 */
export function roundStars(ratings: ReadonlyMap<number, number>): MadeTally {
  const counts: [number, number, number, number, number] = [0, 0, 0, 0, 0];
  const between = [...ratings].filter(([stars]) => !Number.isInteger(stars) || stars < 1);
  let votes = 0;
  let sum = 0;
  let whole = 0;
  for (const [stars, times] of ratings) {
    const lower = Math.max(1, Math.floor(stars));
    counts[(lower - 1) as 0] += times;
    votes += times;
    sum += stars * times;
    whole += lower * times;
  }
  if (between.length === 0) return { counts, invented: false };
  // Thirds of a star do not add up exactly.
  const wanted = Math.max(votes, Math.floor(sum + 0.5 + 1e-6));
  // Ratings below one star became one, so only an invented distribution gives the sum.
  if (whole > wanted) return { counts: inventDistribution(votes, wanted) ?? counts, invented: true };
  for (const [stars, times] of between.sort(([a], [b]) => (b % 1) - (a % 1))) {
    const up = stars < 1 ? 0 : Math.min(times, wanted - whole);
    const lower = Math.floor(stars);
    if (up > 0) {
      counts[(lower - 1) as 0] -= up;
      counts[lower as 0] += up;
      whole += up;
    }
  }
  return { counts, invented: true };
}
