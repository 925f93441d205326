/**
 * Names a tally shard within its article, as a vote item keeps it:
 * - `07`: a shard under the article's home partition key
 * - `3.07`: a shard under its further partition key 3
 * - `spread`: the item that records which further keys are open and counts the votes of those already folded
 */
export type ShardName = string;

/** Shards under a further partition key: a consistent read of this many small items costs one read unit. */
export const SHARDS_PER_KEY = 32;

export const SPREAD: ShardName = 'spread';

/** Counts the votes of items that do not name a shard. */
export const FIRST_SHARD: ShardName = '00';

export function homeShard(index: number): ShardName {
  return String(index).padStart(2, '0');
}

export function furtherShard(serial: number, index: number): ShardName {
  return `${serial}.${homeShard(index)}`;
}

export function isShardName(text: unknown): text is ShardName {
  return typeof text === 'string' && (text === SPREAD || /^([1-9]\d*\.[0-3]\d|\d\d|1[01]\d|12[0-7])$/.test(text));
}

/** @returns the number of the further partition key, if any, and what follows `TALLY#` in the sort key */
export function parseShardName(name: ShardName): { readonly serial: number | undefined; readonly rest: string } {
  const dot = name.indexOf('.');
  return dot < 0
    ? { serial: undefined, rest: name }
    : { serial: Number(name.slice(0, dot)), rest: name.slice(dot + 1) };
}
