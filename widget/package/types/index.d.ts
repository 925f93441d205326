import type { ArticleRatingHTMLElement } from './types.js';

export type * from './types.js';

/** The class of `<article-rating>`, which this module defines. In Node, which has no elements, it defines nothing. */
export declare const ArticleRatingElement: {
  new (): ArticleRatingHTMLElement;
  readonly prototype: ArticleRatingHTMLElement;
};
/** What a page gets from `document.querySelector('article-rating')`. */
export type ArticleRatingElement = ArticleRatingHTMLElement;
