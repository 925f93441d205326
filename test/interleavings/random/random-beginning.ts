import type { Key } from '../../support/fake-dynamodb/table.ts';
import type { Item } from '../../support/fake-dynamodb/values.ts';
import { partitionOf } from '../oracles/stored-state.ts';
import { heldState } from '../oracles/held-state.ts';
import type { State } from '../oracles/voter-history.ts';
import { BEGINNING } from '../universe/universe.ts';

type Stored = Item & Key;

/** A table's items before the first request, written as in docs/design.md and without the store's own code. */
export interface Beginning {
  readonly items: readonly Stored[];
  /** Each voter's votes in the order of the articles; 0 is a withdrawn one, `heldState` a held one. */
  readonly votes: ReadonlyMap<string, State>;
}

/** The layout of an article's shards: shards under the home key, folded further keys and open further keys. */
interface Layout {
  readonly width: number;
  readonly folded: number;
  readonly open: number;
}

export function randomBeginning(
  random: () => number,
  articles: readonly string[],
  voters: readonly string[],
): Beginning {
  const below = (limit: number) => Math.floor(random() * limit);
  const layouts = articles.map(() => randomLayout(random));
  const shards = articles.map((article, index) => new Shards(article, layouts[index] as Layout));
  const items: Stored[] = [];
  const votes = new Map<string, State>();
  for (const voter of voters) {
    const state = articles.map((article, index) => {
      const kind = random();
      const key = { pk: partitionOf(voter), sk: `ARTICLE#${article}` };
      // Some are so new that a slow clock shows an earlier time.
      const votedAt = new Date(BEGINNING - (random() < 0.5 ? 24 : 1) * 3_600_000 * random()).toISOString();
      if (kind < 0.1) items.push({ ...key, votedAt, expiresAt: Math.floor(BEGINNING / 1000) + 172_800 });
      if (kind < 0.1) return 0;
      if (kind < 0.4) return null;
      if (kind < 0.45) {
        const held = random() < 0.8 ? 1 + below(5) : undefined;
        items.push({
          ...{ ...key, votedAt, heldBy: 'an earlier hold', expiresAt: Math.floor(BEGINNING / 1000) + 7_776_000 },
          ...(held !== undefined && { held }),
        });
        return heldState(held);
      }
      const rating = 1 + below(5);
      const shard = shards[index]?.place(random) ?? '00';
      shards[index]?.count(shard, rating);
      // Earlier versions stored no shard in a vote; the first shard counts such votes.
      items.push({ ...key, rating, votedAt, ...((shard !== '00' || random() < 0.8) && { shard }) });
      return rating;
    });
    votes.set(voter, state);
  }
  return { items: [...items, ...shards.flatMap((each) => each.items())], votes };
}

function randomLayout(random: () => number): Layout {
  const kind = random();
  const width = kind < 0.5 ? 1 : 1 + Math.floor(random() * 4);
  if (kind < 0.85) return { width, folded: 0, open: 0 };
  return { width, folded: random() < 0.5 ? 0 : 1, open: random() < 0.7 ? 1 : 0 };
}

const SHARDS_PER_KEY = 32;

class Shards {
  readonly #article: string;
  readonly #layout: Layout;
  readonly #counts = new Map<string, number[]>();

  constructor(article: string, layout: Layout) {
    this.#article = article;
    this.#layout = layout;
  }

  /** A shard that a vote may name. */
  place(random: () => number): string {
    const { width, folded, open } = this.#layout;
    const key = Math.floor(random() * (1 + folded + open));
    const index = Math.floor(random() * (key === 0 ? width : SHARDS_PER_KEY));
    return `${key === 0 ? '' : `${key}.`}${String(index).padStart(2, '0')}`;
  }

  count(shard: string, rating: number): void {
    const counts = this.#counts.get(shard) ?? [0, 0, 0, 0, 0];
    counts[rating - 1] = (counts[rating - 1] ?? 0) + 1;
    this.#counts.set(shard, counts);
  }

  items(): Stored[] {
    const { width, folded, open } = this.#layout;
    const home = Array.from({ length: width }, (_, index) => this.#shard('', index));
    const keys = Array.from({ length: folded + open }, (_, key) =>
      Array.from({ length: SHARDS_PER_KEY }, (_, index) => ({
        ...this.#shard(String(key + 1), index),
        ...(key < folded && {
          closed: new Date(BEGINNING - 1000).toISOString(),
          expiresAt: BEGINNING / 1000 + 172_800,
        }),
      })),
    ).flat();
    // An article without votes and without further keys has no shards.
    if (folded + open === 0) return this.#counts.size > 0 ? home : [];
    const counts = [...this.#counts].filter(([name]) => Number(name.split('.')[0]) <= folded && name.includes('.'));
    const sum = [0, 1, 2, 3, 4].map((star) => counts.reduce((total, [, each]) => total + (each[star] ?? 0), 0));
    const spread = { first: 1 + folded, next: 1 + folded + open, openedAt: BEGINNING - 3_600_000 };
    return [...home, ...keys, { pk: `ARTICLE#${this.#article}`, sk: 'TALLY#spread', ...spread, ...named(sum) }];
  }

  #shard(key: string, index: number): Stored {
    const name = String(index).padStart(2, '0');
    const counts = this.#counts.get(key === '' ? name : `${key}.${name}`) ?? [0, 0, 0, 0, 0];
    return { pk: `${key === '' ? 'ARTICLE' : `TALLY#${key}`}#${this.#article}`, sk: `TALLY#${name}`, ...named(counts) };
  }
}

/** Leaves out counts of 0, as a shard does that has never counted such a vote. */
function named(counts: readonly number[]): Record<string, number> {
  return Object.fromEntries(counts.flatMap((count, star) => (count === 0 ? [] : [[`s${star + 1}`, count]])));
}
