import { inventDistribution } from './totals.ts';
import type { MadeTally } from './totals.ts';

/**
 * Whole stars for ratings that may lie between two, such as a 9 of ten, which is 4.5 of five. Each goes down or up, those that
 * are nearest to the next star first, so that the sum stays what it was, to half a star: if all went up, ten nines would be an
 * average of 5.
 * @param ratings how often each was given; from 0 to 5, also fractions
 */
export function wholeStars(ratings: ReadonlyMap<number, number>): MadeTally {
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
  // Half a star became one: only a distribution that has nothing of the votes gives the sum.
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
