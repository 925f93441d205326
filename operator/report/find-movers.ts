import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { starsOf, votesOf } from '../../lambda/domain/tally.ts';
import type { Tally } from '../../lambda/domain/tally.ts';
import type { ArticleStatistics } from './statistics.ts';

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

/** Fewer votes than this on either side say too little for the normal approximation below. */
const ENOUGH = 10;

/** One article in 2,000 is beyond it by chance on one side, so a site of some hundreds lists none where nothing changed. */
const SIGNIFICANT = 3.3;

/** Articles whose recent votes are worse, or better, than those from before by more than chance explains; the surest first. */
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
 * The rank-sum test of Wilcoxon, Mann and Whitney: whether votes of one tally tend to be higher than those of another. All n votes
 * are ranked together. Votes of the same star tie, and each gets the mean of the ranks that they share: with b votes below,
 * those of t votes are b + (t + 1) / 2. By chance alone, m recent votes among n have ranks of the sum
 * m (n + 1) / 2, with a variance of
 *
 *     m (n - m) / 12 * ((n + 1) - sum over stars of (t^3 - t) / (n (n - 1)))
 *
 * and nearly normally distributed. z is the distance from that sum in standard deviations, less half a rank because ranks are whole.
 * https://en.wikipedia.org/wiki/Mann%E2%80%93Whitney_U_test#Normal_approximation_and_tie_correction
 *
 * A difference of means over its standard error would need votes that are nearly normal. Ratings are mostly fives with some ones, and
 * with ten to a hundred of them such a z is below -3.3 up to ten times as often as it should be.
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
