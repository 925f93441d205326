import { createHash } from 'node:crypto';
import type { Item } from '../../support/fake-dynamodb/values.ts';

type Keyed = Item & { readonly pk: string; readonly sk: string };

/** Five counts, from one star to five. */
export type Counts = readonly number[];

export interface StoredShard {
  readonly articleId: string;
  /** As vote items name it: `07`, `3.07` or `spread`. */
  readonly name: string;
  readonly counts: Counts;
  readonly closed: boolean;
}

export interface StoredVote {
  readonly voter: string;
  readonly articleId: string;
  readonly rating: number;
  readonly shard: string | undefined;
}

/** The partition key of a voter's votes, as in docs/design.md. */
export function partitionOf(voter: string): string {
  let partition = partitions.get(voter);
  if (partition === undefined) {
    partition = `VOTER#${createHash('sha256').update(voter).digest('base64url')}`;
    partitions.set(voter, partition);
  }
  return partition;
}

const partitions = new Map<string, string>();

/** The votes in a table, parsed as in docs/design.md and without the store's own code. */
export function votesIn(items: readonly Keyed[]): StoredVote[] {
  return items
    .filter(({ pk, rating }) => pk.startsWith('VOTER#') && rating !== undefined)
    .map(({ pk, sk, rating, shard }) => ({
      ...{ voter: pk, articleId: sk.slice('ARTICLE#'.length), rating: rating as number },
      shard: shard as string | undefined,
    }));
}

/** Votes that an operator holds: no shard counts them. */
export function heldIn(items: readonly Keyed[]): { voter: string; articleId: string; rating: number | undefined }[] {
  return items
    .filter(({ pk, heldBy }) => pk.startsWith('VOTER#') && heldBy !== undefined)
    .map(({ pk, sk, held }) => ({
      ...{ voter: pk, articleId: sk.slice('ARTICLE#'.length), rating: held as number | undefined },
    }));
}

export function shardsIn(items: readonly Keyed[]): StoredShard[] {
  return items.flatMap((item) => shardOf(item) ?? []);
}

/** Undefined if the item is not a tally shard; imported totals are not. */
export function shardOf(item: Keyed): StoredShard | undefined {
  const rest = /^TALLY#(\d+|spread)$/.exec(item.sk)?.[1];
  if (rest === undefined) return undefined;
  const counts = countsOf(item);
  const closed = item['closed'] !== undefined;
  if (item.pk.startsWith('ARTICLE#'))
    return { articleId: item.pk.slice('ARTICLE#'.length), name: rest, counts, closed };
  const [, serial, articleId = ''] = /^TALLY#(\d+)#(.*)$/s.exec(item.pk) ?? [];
  return serial === undefined ? undefined : { articleId, name: `${serial}.${rest}`, counts, closed };
}

export function countsOf(item: Item | undefined): Counts {
  return [1, 2, 3, 4, 5].map((star) => (item?.[`s${star}`] as number | undefined) ?? 0);
}

export function sum(all: readonly Counts[]): Counts {
  return all.reduce((total, counts) => total.map((count, star) => count + (counts[star] ?? 0)), [0, 0, 0, 0, 0]);
}
