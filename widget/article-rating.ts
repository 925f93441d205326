import { ArticleRatingElement } from './element/article-rating-element.ts';

export { ArticleRatingElement };

// A page may load the widget twice; Node has no registry of elements.
if (globalThis.customElements && !customElements.get('article-rating')) {
  customElements.define('article-rating', ArticleRatingElement);
}
