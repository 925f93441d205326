import { votesOf } from '../../lambda/domain/tally.ts';
import type { Tally } from '../../lambda/domain/tally.ts';

/**
 * The Wilcoxon-Mann-Whitney rank-sum test: whether votes of one tally tend to be higher than those of another. All n
 * votes are ranked together. Votes with the same star tie, and each gets the mean of their ranks: b + (t + 1) / 2 for t
 * votes with b votes below. By chance alone, the expected rank sum of m recent votes among n is m (n + 1) / 2, with a
 * variance of
 *
 *     m (n - m) / 12 * ((n + 1) - sum over stars of (t^3 - t) / (n (n - 1)))
 *
 * and a nearly normal distribution. z is the distance from that sum in standard deviations, with a continuity
 * correction of half a rank.
 * https://en.wikipedia.org/wiki/Mann%E2%80%93Whitney_U_test#Normal_approximation_and_tie_correction
 *
 * A z-test of the means would need nearly normal votes. Ratings are mostly fives with some ones, and with ten to a
 * hundred of them such a z is below -3.3 up to ten times too often.
 */
export function rankSum(recent: Tally, earlier: Tally): number {
  const m = votesOf(recent);
  const n = m + votesOf(earlier);
  let below = 0;
  let ranks = 0;
  let ties = 0;
  for (const [index, count] of recent.entries()) {
    const t = count + (earlier[index as 0] ?? 0);
    ranks += count * (below + (t + 1) / 2);
    below += t;
    ties += t ** 3 - t;
  }
  const distance = ranks - (m * (n + 1)) / 2;
  const variance = ((m * (n - m)) / 12) * (n + 1 - ties / (n * (n - 1)));
  if (!(variance > 0)) return 0;
  return (Math.sign(distance) * Math.max(0, Math.abs(distance) - 0.5)) / Math.sqrt(variance);
}
