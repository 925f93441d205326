import { ARTICLE_PREFIX } from '../../lambda/storage/items/keys.ts';
import type { ParsedItem, StoredItem } from '../../lambda/storage/items/parse-item.ts';

/**
 * Faults of an item:
 * - `corrupt-vote`: the vote cannot be counted, because its rating or article ID is invalid
 * - `undated-vote`: the vote can be counted, but not compared with a newer one
 * - `corrupt-shard`, `corrupt-import`: a count is not a whole number, an imported one is below 0, or an attribute is unknown
 * - `foreign-shard`: the key makes it a part of the tally, but this service does not write such a shard
 * - `stale-mark`: a recount's mark blocks votes for longer than a recount may take, because of a wrong clock
 * - `foreign-item`: an unknown item in an article's partition; nothing reads it, and it is kept
 */
export type Wrong =
  | 'corrupt-vote'
  | 'undated-vote'
  | 'corrupt-shard'
  | 'corrupt-import'
  | 'foreign-shard'
  | 'stale-mark'
  | 'foreign-item';

export interface Finding {
  readonly wrong: Wrong;
  readonly item: StoredItem;
}

/** Maximum milliseconds for which a recount may mark shards. */
export const LONGEST_MARK = 3_600_000;

const CANONICAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** @param now milliseconds since the epoch */
export function findingOf(item: StoredItem, parsed: ParsedItem, now: number): Finding | undefined {
  const wrong = wrongWith(item, parsed, now);
  return wrong && { wrong, item };
}

function wrongWith({ sk, votedAt }: StoredItem, parsed: ParsedItem, now: number): Wrong | undefined {
  switch (parsed.kind) {
    case 'vote':
      return typeof votedAt === 'string' && CANONICAL.test(votedAt) ? undefined : 'undated-vote';
    case 'no-vote':
      return sk.startsWith(ARTICLE_PREFIX) ? 'corrupt-vote' : 'foreign-item';
    case 'held':
    case 'withdrawn':
      return undefined;
    case 'shard':
      if (!parsed.shard.sound) return 'corrupt-shard';
      return (parsed.shard.recount ?? '') > new Date(now + LONGEST_MARK).toISOString() ? 'stale-mark' : undefined;
    case 'imported':
      return parsed.shard.sound && parsed.shard.counts.every((count) => count >= 0) ? undefined : 'corrupt-import';
    case 'foreign-shard':
      return 'foreign-shard';
    case 'foreign':
      return 'foreign-item';
    case 'other':
      return undefined;
  }
}
