import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { ARTICLE_PREFIX } from '../lambda/storage/keys.ts';
import type { Key } from '../lambda/storage/keys.ts';
import type { ParsedItem, StoredItem, StoredShard } from '../lambda/storage/parse-item.ts';
import type { Session } from './session.ts';

/**
 * What is wrong with one item:
 * - `corrupt-vote`: it cannot be counted, for its rating is none or its article ID is none
 * - `undated-vote`: it can be counted, but not compared with a newer one
 * - `corrupt-shard`, `corrupt-import`: a count is no whole number, an imported one is below 0, or there is one too many
 * - `foreign-shard`: read as a part of the tally because of its key, but none that this service writes
 * - `foreign-item`: in a partition of ours but unknown; nobody reads it, and it is left alone
 */
export type Wrong =
  'corrupt-vote' | 'undated-vote' | 'corrupt-shard' | 'corrupt-import' | 'foreign-shard' | 'foreign-item';

export interface Finding {
  readonly wrong: Wrong;
  readonly item: StoredItem;
}

const CANONICAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export function findingOf(item: StoredItem, parsed: ParsedItem): Finding | undefined {
  const wrong = wrongWith(item, parsed);
  return wrong && { wrong, item };
}

function wrongWith({ sk, votedAt }: StoredItem, parsed: ParsedItem): Wrong | undefined {
  switch (parsed.kind) {
    case 'vote':
      return typeof votedAt === 'string' && CANONICAL.test(votedAt) ? undefined : 'undated-vote';
    case 'no-vote':
      return sk.startsWith(ARTICLE_PREFIX) ? 'corrupt-vote' : 'foreign-item';
    case 'shard':
      return parsed.shard.sound ? undefined : 'corrupt-shard';
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
export async function mend({ client, table }: Session, { wrong, item }: Finding, shard?: StoredShard): Promise<void> {
  const { pk, sk } = item;
  const Key: Key = { pk, sk };
  try {
    if (wrong === 'foreign-shard') await client.send(new DeleteCommand({ TableName: table, Key }));
    if (wrong === 'corrupt-vote')
      await client.send(new DeleteCommand({ TableName: table, Key, ...still('rating', item) }));
    if (wrong === 'undated-vote') {
      const { ConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues } = still('votedAt', item);
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key,
          // Older than any other, so that whatever the voter says next wins.
          UpdateExpression: 'SET #name = :epoch',
          ConditionExpression: `attribute_exists(pk) AND ${ConditionExpression}`,
          ExpressionAttributeNames,
          ExpressionAttributeValues: { ...ExpressionAttributeValues, ':epoch': new Date(0).toISOString() },
        }),
      );
    }
    if (wrong === 'corrupt-import' && shard !== undefined) {
      const [s1, s2, s3, s4, s5] = shard.counts.map((count) => Math.max(0, count));
      const kept = Object.fromEntries(Object.entries(item).filter(([name]) => /^(importedAt|invented)$/.test(name)));
      await client.send(new PutCommand({ TableName: table, Item: { ...Key, ...kept, s1, s2, s3, s4, s5 } }));
    }
  } catch (error) {
    if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
  }
}

function still(name: string, item: StoredItem) {
  const ExpressionAttributeNames = { '#name': name };
  if (item[name] === undefined) return { ConditionExpression: 'attribute_not_exists(#name)', ExpressionAttributeNames };
  return {
    ConditionExpression: '#name = :value',
    ExpressionAttributeNames,
    ExpressionAttributeValues: { ':value': item[name] },
  };
}
