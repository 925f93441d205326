import { ArticleRatingTopElement } from './element/article-rating-top-element.ts';

export { ArticleRatingTopElement };

// A page may load the script twice; Node has no registry of elements.
if (globalThis.customElements && !customElements.get('article-rating-top')) {
  customElements.define('article-rating-top', ArticleRatingTopElement);
}
