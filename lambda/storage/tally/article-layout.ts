import { furtherShard, homeShard, parseShardName, SHARDS_PER_KEY, SPREAD } from '../items/shard-name.ts';
import type { ShardName } from '../items/shard-name.ts';

/** Locations of an article's tally shards. */
export interface ArticleLayout {
  /** Shards under the home partition key; 0 for an unrated article. */
  readonly width: number;
  /** The further partition keys `first` to `next - 1` are open; those before `first` are folded. */
  readonly first: number;
  readonly next: number;
  /** When `next` was last raised, in milliseconds since the epoch; 0 if never. */
  readonly openedAt: number;
}

export const QUIET: ArticleLayout = { width: 0, first: 1, next: 1, openedAt: 0 };

/** The layout that the item `spread` records, if there is one. */
export function layoutOf(spread: Readonly<Record<string, unknown>> | undefined, width = 0): ArticleLayout {
  const { first, next, openedAt } = { ...QUIET, ...(spread as Partial<ArticleLayout> | undefined) };
  return { width, first, next, openedAt };
}

/** The numbers of the further partition keys that are open. */
export function openSerials({ first, next }: ArticleLayout): number[] {
  return Array.from({ length: next - first }, (_, index) => first + index);
}

/** Maximum number of shards per key: with more, the key's own write limit is reached first. */
const MAX_WIDTH = 128;

/**
 * From this many open partition keys on, the home key takes no new votes, and the answer to a vote reads only the key
 * that the vote was written to.
 */
export const MANY_KEYS = 4;

/** The number of open partition keys: the home key, which takes votes only below `MANY_KEYS`, and the further ones. */
export function openKeys({ first, next }: ArticleLayout): number {
  return 1 + next - first;
}

/**
 * Chooses a random shard for a new vote, so that writers spread out. The first conflict of a request is assumed to be
 * chance; each further one doubles the range under the home key. So only contention adds shards.
 */
export function chooseShard(layout: ArticleLayout, conflicts: number, random: () => number): ShardName {
  const open = openKeys(layout);
  // An answer reads the key of its vote and, with few keys open, the home key. With many keys open the home key takes
  // no votes: those reads would use up its read units.
  const key = open >= MANY_KEYS ? 1 + Math.floor(random() * (open - 1)) : Math.floor(random() * open);
  if (key > 0) return furtherShard(layout.first + key - 1, Math.floor(random() * SHARDS_PER_KEY));
  const range = Math.min(Math.max(1, layout.width) * 2 ** Math.max(0, conflicts - 1), MAX_WIDTH);
  return homeShard(Math.floor(random() * range));
}

/** The shard that counts a vote whose item names `shard`. */
export function countingShard({ first }: ArticleLayout, shard: ShardName): ShardName {
  const { serial } = parseShardName(shard);
  return serial !== undefined && serial < first ? SPREAD : shard;
}

/** The partition key that a shard is under: 0 for the home key. */
export function keyOf(shard: ShardName): number {
  return parseShardName(shard).serial ?? 0;
}
