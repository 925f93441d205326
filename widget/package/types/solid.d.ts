import type { JSX } from 'solid-js';
import type { ArticleRatingAttributes, ArticleRatingTopAttributes } from './attributes.js';
import type { ArticleRatingEvent, ArticleRatingHTMLElement } from './types.js';

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'article-rating': JSX.HTMLAttributes<ArticleRatingHTMLElement> &
        ArticleRatingAttributes & {
          'on:article-rating:vote'?: (event: ArticleRatingEvent<'vote'>) => void;
        };
      'article-rating-top': Omit<JSX.HTMLAttributes<HTMLElement>, keyof ArticleRatingTopAttributes> &
        ArticleRatingTopAttributes & {
          'on:article-rating:top'?: (event: ArticleRatingEvent<'top'>) => void;
        };
    }
  }
}
