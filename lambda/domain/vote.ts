import type { ArticleId } from './article-id.ts';
import type { Rating } from './rating.ts';
import type { VoterId } from './voter-id.ts';

/** What a voter wants to have said of an article: a rating, or `null` for none (any more). */
export interface Vote {
  readonly articleId: ArticleId;
  readonly voterId: VoterId;
  readonly rating: Rating | null;
}
