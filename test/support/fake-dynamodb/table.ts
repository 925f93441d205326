import { invalid } from './errors.ts';
import { compare } from './values.ts';
import type { Item } from './values.ts';

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** All versions of one item, oldest first; `undefined` while it did not exist. */
export class Cell implements Key {
  readonly pk: string;
  readonly sk: string;
  readonly versions: { readonly since: number; readonly item: Item | undefined }[] = [{ since: 0, item: undefined }];

  constructor({ pk, sk }: Key) {
    this.pk = pk;
    this.sk = sk;
  }

  get item(): Item | undefined {
    return this.versions.at(-1)?.item;
  }

  /** The versions since the moment `since`, oldest first. */
  from(since: number): (Item | undefined)[] {
    const first = this.versions.findLastIndex((version) => version.since <= since);
    return this.versions.slice(first).map(({ item }) => item);
  }
}

/** A table with the keys `pk` and `sk` that keeps every version of every item. */
export class Table {
  readonly #partitions = new Map<string, Map<string, Cell>>();
  /** Cache of sorted partitions, until they get another cell. */
  readonly #sorted = new Map<string, readonly Cell[]>();

  cell(key: Key): Cell {
    let partition = this.#partitions.get(key.pk);
    if (partition === undefined) this.#partitions.set(key.pk, (partition = new Map<string, Cell>()));
    let cell = partition.get(key.sk);
    if (cell === undefined) {
      partition.set(key.sk, (cell = new Cell(key)));
      this.#sorted.delete(key.pk);
    }
    return cell;
  }

  /** Every cell of a partition, by sort key. */
  partition(pk: string): readonly Cell[] {
    let sorted = this.#sorted.get(pk);
    if (sorted === undefined) {
      sorted = [...(this.#partitions.get(pk)?.values() ?? [])].sort((a, b) => compare(a.sk, b.sk));
      this.#sorted.set(pk, sorted);
    }
    return sorted;
  }

  /** Every cell with this sort key, whatever its partition. */
  withSortKey(sk: string): Cell[] {
    return [...this.#partitions.values()].map((partition) => partition.get(sk)).filter((cell) => cell !== undefined);
  }

  /** Every cell, in the order of a Scan: partitions by a hash of their key, items of one partition by sort key. */
  all(segment = 0, segments = 1): Cell[] {
    return [...this.#partitions.keys()]
      .map((pk) => ({ pk, hash: hashOf(pk) }))
      .filter(({ hash }) => hash % segments === segment)
      .sort((a, b) => a.hash - b.hash || compare(a.pk, b.pk))
      .flatMap(({ pk }) => this.partition(pk));
  }

  get items(): (Item & Key)[] {
    return this.all().flatMap(({ item }) => (item === undefined ? [] : [item as Item & Key]));
  }
}

/** The key of a request. */
export function keyOf(key: Readonly<Record<string, unknown>> | undefined): Key {
  const { pk, sk, ...others } = key ?? {};
  if (typeof pk !== 'string' || typeof sk !== 'string' || pk === '' || sk === '' || Object.keys(others).length > 0)
    throw invalid('The provided key element does not match the schema');
  return { pk, sk };
}

const hashes = new Map<string, number>();

/** FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(text: string): number {
  let hash = hashes.get(text);
  if (hash !== undefined) return hash;
  hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash >>>= 0;
  hashes.set(text, hash);
  return hash;
}
