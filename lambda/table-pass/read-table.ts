import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ARTICLE_PREFIX, VOTER_PREFIX } from '../storage/items/keys.ts';
import type { Key } from '../storage/items/keys.ts';
import { parseItem } from '../storage/items/parse-item.ts';
import type { StoredItem } from '../storage/items/parse-item.ts';
import { furtherKeysOf, scannedCounts } from '../storage/tally/scanned-counts.ts';
import type { CapacityLimiter } from './capacity-limiter.ts';
import type { TableCounts } from './table-counts.ts';

/** Position of a pass. */
export interface Position {
  /** The key after which the scan continues; undefined: from the beginning. */
  readonly after: Key | undefined;
  /** Read units so far. */
  readonly units: number;
  readonly items: number;
}

export interface ReadTableOptions {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly limiter: CapacityLimiter;
  /** Called after each page of at most 1 MB. */
  readonly timeIsUp: () => boolean;
}

/**
 * Adds the rest of the table to `counts`. The scan is not a snapshot: a vote cast meanwhile may be missed until the
 * next pass.
 * @returns the position where the scan stopped; `done` at the end of the table
 */
export async function readTable(
  { client, table, limiter, timeIsUp }: ReadTableOptions,
  counts: TableCounts,
  from: Position,
): Promise<Position & { readonly done: boolean }> {
  let { after, units, items } = from;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: table,
        ExclusiveStartKey: after,
        Limit: limiter.itemsAtOnce,
        ReturnConsumedCapacity: 'TOTAL',
        FilterExpression: 'begins_with(pk, :article) OR begins_with(pk, :voter)',
        ExpressionAttributeValues: { ':article': ARTICLE_PREFIX, ':voter': VOTER_PREFIX },
      }),
    );
    let spent = page.ConsumedCapacity?.CapacityUnits ?? 0;
    for (const item of page.Items ?? []) spent += await take(client, table, counts, item as StoredItem);
    after = page.LastEvaluatedKey as Key | undefined;
    units += spent;
    items += page.ScannedCount ?? 0;
    if (after !== undefined) await limiter.spend(spent);
  } while (after !== undefined && !timeIsUp());
  return { after, units, items, done: after === undefined };
}

/** @returns read units in addition to those of the scan */
async function take(
  client: DynamoDBDocumentClient,
  table: string,
  counts: TableCounts,
  item: StoredItem,
): Promise<number> {
  const parsed = parseItem(item);
  if (parsed.kind === 'vote') {
    const { articleId, votedAt, rating } = parsed.vote;
    counts.addVote(articleId, votedAt, rating);
  } else if (parsed.kind === 'shard' || parsed.kind === 'imported') {
    counts.addCounts(parsed.shard.articleId, await scannedCounts(client, table, parsed.shard));
    return furtherKeysOf(parsed.shard).length;
  }
  return 0;
}
