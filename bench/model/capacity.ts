import { TokenBucket } from './token-bucket.ts';

/** Units a second at which DynamoDB throttles a partition key. */
export const KEY_LIMITS = { write: 1000, read: 3000 };

type Kind = keyof typeof KEY_LIMITS;
/** Partition key and units of one item. */
export type Use = readonly [pk: string, units: number];

/** The capacity of a table and of each of its partition keys. Vote items have no limit: they spread over many keys. */
export class Capacity {
  readonly used = { write: 0, read: 0 };
  readonly #keys = new Map<string, TokenBucket>();
  readonly #table: Readonly<Record<Kind, TokenBucket>>;
  readonly #now: () => number;

  /** @param table units that the whole table takes in a second */
  constructor(table: Readonly<Record<Kind, number>>, now: () => number) {
    this.#now = now;
    this.#table = { write: new TokenBucket(table.write, now()), read: new TokenBucket(table.read, now()) };
  }

  /** Uses units of all these keys or of none. @returns the key that lacks units; undefined if the units were used */
  take(kind: Kind, uses: readonly Use[]): string | undefined {
    const now = this.#now();
    const sums = new Map<string, number>();
    for (const [pk, units] of uses) sums.set(pk, (sums.get(pk) ?? 0) + units);
    for (const [pk, units] of sums) {
      if (!this.#key(kind, pk).has(units, now) || !this.#table[kind].has(units, now)) return pk;
    }
    this.charge(kind, sums);
    return undefined;
  }

  /** Uses units, available or not. */
  charge(kind: Kind, uses: Iterable<Use>): void {
    for (const [pk, units] of uses) {
      this.#key(kind, pk).use(units);
      this.#table[kind].use(units);
      this.used[kind] += units;
    }
  }

  #key(kind: Kind, pk: string): TokenBucket {
    const spread = pk.startsWith('VOTER#');
    const name = spread ? 'votes' : `${kind} ${pk}`;
    let key = this.#keys.get(name);
    if (key === undefined) {
      key = new TokenBucket(spread ? Infinity : KEY_LIMITS[kind], this.#now());
      this.#keys.set(name, key);
    }
    return key;
  }
}
