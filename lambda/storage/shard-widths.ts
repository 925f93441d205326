import type { ArticleId } from '../domain/article-id.ts';

/** More shards than this gain nothing: the partition's own write limit is reached first. */
const MAX_WIDTH = 128;

/** Articles remembered by one function instance; forgetting one costs at most a conflict or two. */
const CAPACITY = 1000;

/**
 * How many shards each article is known to have, so that a quiet article keeps one and a hot one spreads out.
 * Contention alone widens the range: nothing is configured, nothing migrates.
 */
export class ShardWidths {
  readonly #widths = new Map<ArticleId, number>();

  /** Remembers how many shards the article's last Query returned. */
  learn(articleId: ArticleId, shards: number): void {
    this.#widths.delete(articleId);
    if (shards <= 1) return;
    this.#widths.set(articleId, Math.min(shards, MAX_WIDTH));
    if (this.#widths.size > CAPACITY) {
      const [oldest] = this.#widths.keys();
      this.#widths.delete(oldest as ArticleId);
    }
  }

  /**
   * Shards to choose among after so many conflicts of one request. The first conflict is taken for chance
   * and changes nothing; each further one doubles the range.
   */
  range(articleId: ArticleId, conflicts: number): number {
    const known = this.#widths.get(articleId) ?? 1;
    return Math.min(known * 2 ** Math.max(0, conflicts - 1), MAX_WIDTH);
  }
}
