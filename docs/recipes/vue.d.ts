import type { ArticleRatingEvent } from './article-rating';

declare module 'vue' {
  interface GlobalComponents {
    'article-rating': new () => {
      $props: {
        articleId?: string;
        readonly?: boolean;
        'onArticleRating:vote'?: (event: ArticleRatingEvent<'vote'>) => void;
        [attribute: string]: unknown;
      };
    };
  }
}
