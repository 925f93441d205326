import './types.js';

/** The class of `<article-rating-top>`, which this module defines. In Node, which has no elements, it defines nothing. */
export declare const ArticleRatingTopElement: {
  new (): HTMLElement;
  readonly prototype: HTMLElement;
};
