import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { ArticleRatingAttributes, ArticleRatingTopAttributes } from './attributes.js';
import type { ArticleRatingHTMLElement } from './types.js';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'article-rating': DetailedHTMLProps<HTMLAttributes<ArticleRatingHTMLElement>, ArticleRatingHTMLElement> &
        ArticleRatingAttributes;
      'article-rating-top': DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> & ArticleRatingTopAttributes;
    }
  }
}
