import type { HTMLAttributes } from 'svelte/elements';
import type { ArticleRatingAttributes, ArticleRatingTopAttributes } from './attributes.js';
import type { ArticleRatingEvent, ArticleRatingHTMLElement } from './types.js';

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    // Svelte has its own `results`, a number.
    'article-rating': Omit<HTMLAttributes<ArticleRatingHTMLElement>, keyof ArticleRatingAttributes> &
      ArticleRatingAttributes & {
        'onarticle-rating:vote'?: (event: ArticleRatingEvent<'vote'>) => void;
      };
    'article-rating-top': Omit<HTMLAttributes<HTMLElement>, keyof ArticleRatingTopAttributes> &
      ArticleRatingTopAttributes & {
        'onarticle-rating:top'?: (event: ArticleRatingEvent<'top'>) => void;
      };
  }
}
