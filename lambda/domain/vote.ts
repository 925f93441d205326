import type { ArticleId } from './article-id.ts';
import type { Rating } from './rating.ts';
import type { VoterId } from './voter-id.ts';

/** A voter's rating of an article, or `null` to withdraw it. */
export interface Vote {
  readonly articleId: ArticleId;
  readonly voterId: VoterId;
  readonly rating: Rating | null;
}
