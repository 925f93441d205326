import type { ArticleId } from '../../domain/article-id.ts';
import { addTallies, EMPTY_TALLY, votesOf } from '../../domain/tally.ts';
import type { Tally } from '../../domain/tally.ts';
import { QUIET } from './article-layout.ts';
import type { ArticleLayout } from './article-layout.ts';
import { LoadShedder } from '../retry/load-shedder.ts';
import type { StoredTally } from './read-tally.ts';

/** Minimum milliseconds between the two counts of a rate. Shorter intervals measure noise. */
const RATE_INTERVAL = 250;

/**
 * Milliseconds within which a second throttled write shows that the open keys are full. A single one may come from the
 * table's limit.
 */
const THROTTLED_AGAIN = 500;

/** A function instance's cache of an article's layout and tallies. It may be stale: no stored count depends on it. */
export class ArticleMemory {
  readonly shedder = new LoadShedder();
  #layout: ArticleLayout = QUIET;
  #keys: ReadonlyMap<number, Tally> = new Map();
  #readAt = -Infinity;
  #counted: { readonly votes: number; readonly at: number } | undefined;
  #rate: number | undefined;
  #full = false;
  #throttledAt = -Infinity;

  get layout(): ArticleLayout {
    return this.#layout;
  }

  /** Clears the remembered tallies: they do not match the new layout. */
  set layout(layout: ArticleLayout) {
    this.#layout = layout;
    this.#readAt = -Infinity;
  }

  /**
   * Sets the layout after a write was refused.
   * @param throttledAt milliseconds on a monotonic clock, if the write was throttled. Two throttled writes in quick
   * succession show that the article needs more keys, unless another writer has opened some.
   */
  relearn(layout: ArticleLayout, throttledAt: number | undefined): void {
    const same = layout.first === this.#layout.first && layout.next === this.#layout.next;
    if (!same) this.layout = layout;
    if (throttledAt === undefined) return;
    if (same) this.#full ||= throttledAt - this.#throttledAt <= THROTTLED_AGAIN;
    this.#throttledAt = throttledAt;
  }

  /** @param at milliseconds on a monotonic clock, before the read began */
  learn({ layout, keys, imported }: StoredTally, at: number): void {
    this.#layout = layout;
    this.#keys = keys;
    this.#readAt = at;
    const votes = votesOf(sumOf(keys)) - votesOf(imported);
    const last = this.#counted;
    if (last !== undefined && at - last.at < RATE_INTERVAL) return;
    this.#rate = last === undefined ? 0 : ((votes - last.votes) / (at - last.at)) * 1000;
    this.#counted = { votes, at };
  }

  /** The tallies of all partition keys, if they were read within `age` milliseconds. */
  keysReadWithin(age: number, now: number): ReadonlyMap<number, Tally> | undefined {
    return now - this.#readAt <= age ? this.#keys : undefined;
  }

  /**
   * The article's votes a second over all instances, from one count of its tally to the next. An instance's first count
   * gives 0: a busy article is soon counted again, a quiet one perhaps never. Each rate is returned once; undefined if
   * there is no new one.
   */
  takeRate(): number | undefined {
    const rate = this.#rate;
    this.#rate = undefined;
    return rate;
  }

  /** Whether the open keys are full. Returned once, then reset. */
  takeFull(): boolean {
    const full = this.#full;
    this.#full = false;
    return full;
  }
}

export function sumOf(keys: ReadonlyMap<number, Tally>): Tally {
  return [...keys.values()].reduce(addTallies, EMPTY_TALLY);
}

/** Maximum number of articles; forgetting one costs a conflict or two. */
const CAPACITY = 1000;

/** The caches of the articles that were voted on last. */
export class ArticleMemories {
  readonly #articles = new Map<ArticleId, ArticleMemory>();

  of(articleId: ArticleId): ArticleMemory {
    const article = this.#articles.get(articleId) ?? new ArticleMemory();
    this.#articles.delete(articleId);
    this.#articles.set(articleId, article);
    if (this.#articles.size > CAPACITY) {
      const [oldest] = this.#articles.keys();
      this.#articles.delete(oldest as ArticleId);
    }
    return article;
  }
}
