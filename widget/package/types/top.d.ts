import './types.js';

/**
 * The class of `<article-rating-top>`, which this module defines. In Node, which has no elements, it defines nothing.
 */
export declare const ArticleRatingTopElement: {
  new (): HTMLElement;
  readonly prototype: HTMLElement;
};
/** What a page gets from `document.querySelector('article-rating-top')`. */
export type ArticleRatingTopElement = HTMLElement;
