import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { ifConditionHolds } from '../../lambda/storage/items/if-condition-holds.ts';
import { ARTICLE_PREFIX } from '../../lambda/storage/items/keys.ts';
import { parseItem } from '../../lambda/storage/items/parse-item.ts';
import type { ParsedItem, StoredItem } from '../../lambda/storage/items/parse-item.ts';
import { deleteUnchanged } from '../changes/delete-unchanged.ts';
import { stillItem } from '../changes/still-item.ts';
import { UNDATED } from '../votes/undated.ts';
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
  if (wrong === 'foreign-shard' || wrong === 'corrupt-vote') {
    await deleteUnchanged(client, table, item);
    return;
  }
  const Item = mended(wrong, item);
  if (Item === undefined) return;
  await ifConditionHolds(client.send(new PutCommand({ TableName: table, ...stillItem(item), Item })));
}

/** The item as it should be; undefined for what is mended with the tally, or kept. */
function mended(wrong: Wrong, item: StoredItem): Record<string, unknown> | undefined {
  if (wrong === 'undated-vote') return { ...item, votedAt: UNDATED };
  if (wrong === 'stale-mark') return Object.fromEntries(Object.entries(item).filter(([name]) => name !== 'recount'));
  if (wrong === 'corrupt-import') return { pk: item.pk, sk: item.sk, ...soundImport(item) };
  return undefined;
}

function soundImport(item: StoredItem): Record<string, unknown> {
  const parsed = parseItem(item);
  if (parsed.kind !== 'imported') return item;
  const { counts, rest } = parsed.shard;
  return { ...rest, ...Object.fromEntries(counts.map((count, index) => [`s${index + 1}`, Math.max(0, count)])) };
}
