import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { starsOf, votesOf } from '../../lambda/domain/tally.ts';
import type { Tally } from '../../lambda/domain/tally.ts';
import type { ArticleStatistics } from './gather-statistics.ts';

export interface Mover {
  readonly articleId: ArticleId;
  /** Averages of the earlier and of the recent votes. */
  readonly before: number;
  readonly now: number;
  readonly recentVotes: number;
  /** Standard deviations between the recent votes and their expectation by chance alone; below 0 for a fall. */
  readonly z: number;
}

export interface Movers {
  readonly falling: readonly Mover[];
  readonly rising: readonly Mover[];
}

/** Minimum votes on each side for the normal approximation. */
const ENOUGH = 10;

/**
 * By chance, one article in 2,000 exceeds it on one side, so a site with hundreds of unchanged articles usually lists
 * none.
 */
const SIGNIFICANT = 3.3;

/** Articles whose recent votes are significantly worse or better than the earlier ones, the most significant first. */
export function findMovers(articles: ReadonlyMap<ArticleId, ArticleStatistics>, limit: number): Movers {
  const movers = [...articles]
    .filter(([, { recent, earlier }]) => votesOf(recent) >= ENOUGH && votesOf(earlier) >= ENOUGH)
    .map(([articleId, { recent, earlier }]) => ({
      articleId,
      before: starsOf(earlier) / votesOf(earlier),
      now: starsOf(recent) / votesOf(recent),
      recentVotes: votesOf(recent),
      z: rankSum(recent, earlier),
    }))
    .sort((a, b) => a.z - b.z);
  return {
    falling: movers.filter(({ z, before, now }) => z < -SIGNIFICANT && now < before).slice(0, limit),
    rising: movers
      .filter(({ z, before, now }) => z > SIGNIFICANT && now > before)
      .reverse()
      .slice(0, limit),
  };
}

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
