import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { ArticleRatingAttributes, ArticleRatingTopAttributes } from './attributes.js';
import type { ArticleRatingHTMLElement } from './types.js';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      // React has its own `results`, a number.
      'article-rating': Omit<
        DetailedHTMLProps<HTMLAttributes<ArticleRatingHTMLElement>, ArticleRatingHTMLElement>,
        keyof ArticleRatingAttributes
      > &
        ArticleRatingAttributes;
      'article-rating-top': DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> & ArticleRatingTopAttributes;
    }
  }
}
