import type {} from 'vue';
import type { ArticleRatingEvent } from './types.js';

interface Props {
  articleId?: string | undefined;
  api?: string | undefined;
  readonly?: boolean | undefined;
  voterToken?: string | undefined;
  layout?: 'badge' | 'compact' | undefined;
  href?: string | undefined;
  scale?: 'yes-no' | undefined;
  results?: 'after-vote' | undefined;
  distribution?: boolean | undefined;
  feedback?: boolean | undefined;
  structuredData?: string | undefined;
  'onArticleRating:vote'?: ((event: ArticleRatingEvent<'vote'>) => void) | undefined;
  'onArticleRating:change'?: ((event: ArticleRatingEvent<'change'>) => void) | undefined;
  'onArticleRating:error'?: ((event: ArticleRatingEvent<'error'>) => void) | undefined;
  'onArticleRating:feedback'?: ((event: ArticleRatingEvent<'feedback'>) => void) | undefined;
  [attribute: string]: unknown;
}

declare module 'vue' {
  interface GlobalComponents {
    'article-rating': new () => { $props: Props };
  }
}
