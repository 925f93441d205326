import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { bayesianAverage, starsOf, votesOf } from '../bayesian-average.ts';
import type { Prior } from '../bayesian-average.ts';
import type { ArticleStatistics } from './statistics.ts';

export interface Mover {
  readonly articleId: ArticleId;
  readonly before: number;
  readonly now: number;
  readonly recentVotes: number;
  /** Below 0 for a fall. */
  readonly change: number;
}

/** Fewer recent votes than this say nothing. */
const ENOUGH = 5;

/**
 * Articles whose recent votes are worse than those from before. A few votes of the earlier average are assumed among the
 * recent ones, or the list would be of articles with hardly any votes.
 */
export function findFalling(articles: ReadonlyMap<ArticleId, ArticleStatistics>, limit: number): Mover[] {
  return [...articles]
    .filter(([, { recent, earlier }]) => votesOf(recent) >= ENOUGH && votesOf(earlier) >= ENOUGH)
    .map(([articleId, { recent, earlier }]) => {
      const before = starsOf(earlier) / votesOf(earlier);
      const now = starsOf(recent) / votesOf(recent);
      const prior: Prior = { mean: before, votes: ENOUGH };
      return { articleId, before, now, recentVotes: votesOf(recent), change: bayesianAverage(recent, prior) - before };
    })
    .filter(({ change }) => change < -0.1)
    .sort((a, b) => a.change - b.change)
    .slice(0, limit);
}
