import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { starsOf, votesOf } from '../../lambda/domain/tally.ts';
import type { ArticleStatistics } from './gather-statistics.ts';
import { rankSum } from '../statistics/rank-sum.ts';

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
