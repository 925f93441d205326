import type { JSX as PreactJSX, Ref } from 'preact';
import type { ArticleRatingAttributes, ArticleRatingTopAttributes } from './attributes.js';
import type { ArticleRatingEvent, ArticleRatingHTMLElement } from './types.js';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'article-rating': Omit<PreactJSX.IntrinsicElements['span'], keyof ArticleRatingAttributes | 'ref'> &
        ArticleRatingAttributes & {
          ref?: Ref<ArticleRatingHTMLElement> | undefined;
          'onarticle-rating:vote'?: ((event: ArticleRatingEvent<'vote'>) => void) | undefined;
        };
      'article-rating-top': Omit<PreactJSX.IntrinsicElements['span'], keyof ArticleRatingTopAttributes> &
        ArticleRatingTopAttributes & {
          'onarticle-rating:top'?: ((event: ArticleRatingEvent<'top'>) => void) | undefined;
        };
    }
  }
}
