import type {} from 'vue';
import type { ArticleRatingTopAttributes } from './attributes.js';
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

interface TopProps extends ArticleRatingTopAttributes {
  'onArticleRating:top'?: ((event: ArticleRatingEvent<'top'>) => void) | undefined;
  [attribute: string]: unknown;
}

declare module 'vue' {
  interface GlobalComponents {
    'article-rating': new () => { $props: Props };
    'article-rating-top': new () => { $props: TopProps };
  }
}
