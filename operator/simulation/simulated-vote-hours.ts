import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { VoteHours } from '../../lambda/domain/suspects/vote-hours.ts';
import type { SimulatedArticle } from './simulate.ts';

/** Hours of the votes on each article of a simulated site. */
export function simulatedVoteHours(site: readonly SimulatedArticle[]): Map<ArticleId, VoteHours> {
  return new Map(
    site.map(({ articleId, votes }) => {
      const hours = new VoteHours();
      for (const { at, rating } of votes) hours.add(new Date(at).toISOString(), rating);
      return [articleId, hours];
    }),
  );
}
