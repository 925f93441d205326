import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { ArticleRatingAttributes } from './attributes.js';
import type { ArticleRatingHTMLElement } from './types.js';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'article-rating': DetailedHTMLProps<HTMLAttributes<ArticleRatingHTMLElement>, ArticleRatingHTMLElement> &
        ArticleRatingAttributes;
    }
  }
}
