import type { HttpReply } from '../http/http-reply.ts';
import type { Lifetime } from './lifetime.ts';

/** Whether the cache had the answer, as in CloudFront's `x-cache`. */
export type Found = 'Hit' | 'Miss';

export interface Answer {
  readonly reply: HttpReply;
  readonly found: Found;
  /** Seconds since the origin's reply. */
  readonly age: number;
}

interface Entry {
  readonly reply: HttpReply;
  /** In milliseconds, like all times here. */
  readonly stored: number;
  readonly freshUntil: number;
  readonly staleUntil: number;
}

/** A cache of answers. Concurrent requests for one missing answer reach the origin once. */
export class EdgeCache {
  readonly #entries = new Map<string, Entry>();
  readonly #underWay = new Map<string, Promise<Entry>>();
  readonly #most: number;
  readonly #now: () => number;

  constructor({ most = 10_000, now = Date.now }: { readonly most?: number; readonly now?: () => number } = {}) {
    this.#most = most;
    this.#now = now;
  }

  /** @param fetch requests the reply from the origin, with its lifetime */
  async get(key: string, fetch: () => Promise<{ reply: HttpReply; lifetime: Lifetime }>): Promise<Answer> {
    const now = this.#now();
    const entry = this.#entries.get(key);
    if (entry !== undefined && now < entry.staleUntil) {
      // The next request retries a failed refresh, until the entry expires.
      if (now >= entry.freshUntil) this.#fetch(key, fetch).catch(() => undefined);
      return this.#answer(entry, 'Hit');
    }
    const underWay = this.#underWay.get(key);
    if (underWay === undefined) return this.#answer(await this.#fetch(key, fetch), 'Miss');
    const shared = await underWay;
    // Only a cacheable reply may be shared.
    if (shared.freshUntil > shared.stored) return this.#answer(shared, 'Hit');
    const { reply } = await fetch();
    return { reply, found: 'Miss', age: 0 };
  }

  #answer(entry: Entry, found: Found): Answer {
    return { reply: entry.reply, found, age: Math.floor((this.#now() - entry.stored) / 1000) };
  }

  #fetch(key: string, fetch: () => Promise<{ reply: HttpReply; lifetime: Lifetime }>): Promise<Entry> {
    const underWay = this.#underWay.get(key);
    if (underWay !== undefined) return underWay;
    const fetching = fetch()
      .then(({ reply, lifetime }) => this.#keep(key, reply, lifetime))
      .finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, fetching);
    return fetching;
  }

  #keep(key: string, reply: HttpReply, { fresh, stale }: Lifetime): Entry {
    const stored = this.#now();
    const freshUntil = stored + fresh * 1000;
    const entry = { reply, stored, freshUntil, staleUntil: freshUntil + stale * 1000 };
    // An uncacheable reply, such as a 429, does not replace one that may still be used.
    if (entry.staleUntil <= stored) return entry;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (this.#entries.size > this.#most) this.#entries.delete(this.#entries.keys().next().value ?? '');
    return entry;
  }
}
