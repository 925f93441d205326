import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { ARTICLE_PREFIX } from '../../lambda/storage/keys.ts';
import { parseItem } from '../../lambda/storage/parse-item.ts';
import type { ParsedItem, StoredItem } from '../../lambda/storage/parse-item.ts';
import { stillItem } from '../table/still-item.ts';
import type { Session } from '../session.ts';

/**
 * What is wrong with one item:
 * - `corrupt-vote`: it cannot be counted, because its rating or article ID is invalid
 * - `undated-vote`: it can be counted, but not compared with a newer one
 * - `corrupt-shard`, `corrupt-import`: a count is not a whole number, an imported one is below 0, or there is one too many
 * - `foreign-shard`: read as a part of the tally because of its key, but none that this service writes
 * - `stale-mark`: a recount's mark that holds votes for longer than any recount may: its clock was wrong
 * - `foreign-item`: in a partition of ours but unknown; nobody reads it, and it is left alone
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

/** Milliseconds that a recount may hold the shards it has marked. */
export const LONGEST_HOLD = 3_600_000;

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
      return (parsed.shard.recount ?? '') > new Date(now + LONGEST_HOLD).toISOString() ? 'stale-mark' : undefined;
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

/**
 * Mends an item by itself, as far as that is possible; what it does to the tally is mended with the tally. An item that
 * changed since it was read is left for the next time.
 */
export async function mend({ client, table }: Session, { wrong, item }: Finding): Promise<void> {
  const { pk, sk } = item;
  const unchanged = { TableName: table, ...stillItem(item) };
  try {
    if (wrong === 'foreign-shard' || wrong === 'corrupt-vote') {
      await client.send(new DeleteCommand({ ...unchanged, Key: { pk, sk } }));
    } else if (wrong === 'undated-vote') {
      // Older than any other, so that whatever the voter says next wins.
      const Item = { ...item, votedAt: new Date(0).toISOString() };
      await client.send(new PutCommand({ ...unchanged, Item }));
    } else if (wrong === 'stale-mark') {
      const Item = Object.fromEntries(Object.entries(item).filter(([name]) => name !== 'recount'));
      await client.send(new PutCommand({ ...unchanged, Item }));
    } else if (wrong === 'corrupt-import') {
      await client.send(new PutCommand({ ...unchanged, Item: { pk, sk, ...soundImport(item) } }));
    }
  } catch (error) {
    if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
  }
}

function soundImport(item: StoredItem): Record<string, unknown> {
  const parsed = parseItem(item);
  if (parsed.kind !== 'imported') return item;
  const { counts, rest } = parsed.shard;
  return { ...rest, ...Object.fromEntries(counts.map((count, index) => [`s${index + 1}`, Math.max(0, count)])) };
}
