import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../domain/article-id.ts';
import { QUIET } from './article-layout.ts';
import type { ArticleLayout } from './article-layout.ts';
import { classify } from '../retry/failure.ts';
import { shardKey } from '../items/keys.ts';
import { UNMARKED } from './shard-update.ts';
import type { TransactItem } from '../items/transact-item.ts';
import { furtherShard, SHARDS_PER_KEY, SPREAD } from '../items/shard-name.ts';

/**
 * Opens further partition keys for an article. All shards of a key are created before the item `spread` lists the key
 * as open, so that readers with the old layout miss no vote. Concurrent writers create the same items.
 *
 * @returns the new layout, or undefined if another writer was first or a recount marks the article
 */
export async function openFurtherKeys(
  client: DynamoDBDocumentClient,
  table: string,
  articleId: ArticleId,
  layout: ArticleLayout,
  count: number,
  now: number,
): Promise<ArticleLayout | undefined> {
  const serials = Array.from({ length: count }, (_, index) => layout.next + index);
  await Promise.all(serials.map((serial) => createShards(client, table, articleId, serial)));
  const next = layout.next + count;
  // A transaction with one write, because UpdateItem would add another command to the bundle.
  const Update = {
    TableName: table,
    Key: shardKey(articleId, SPREAD),
    UpdateExpression: 'SET #first = if_not_exists(#first, :first), #next = :next, openedAt = :openedAt REMOVE recount',
    ConditionExpression: `${UNMARKED} AND ${layout.next === QUIET.next ? 'attribute_not_exists(#next)' : '#next = :seen'}`,
    ExpressionAttributeNames: { '#first': 'first', '#next': 'next' },
    ExpressionAttributeValues: {
      ...{ ':first': QUIET.first, ':next': next, ':openedAt': now, ':now': new Date(now).toISOString() },
      ...(layout.next !== QUIET.next && { ':seen': layout.next }),
    },
  };
  if (!(await created(client, [{ Update }]))) return undefined;
  return { ...layout, next, openedAt: now };
}

/** One transaction creates all shards of a key, so if one exists all do. */
async function createShards(client: DynamoDBDocumentClient, table: string, articleId: ArticleId, serial: number) {
  const puts = Array.from({ length: SHARDS_PER_KEY }, (_, index) => ({
    Put: {
      TableName: table,
      Item: shardKey(articleId, furtherShard(serial, index)),
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  }));
  await created(client, puts);
}

/** @returns false if a condition did not hold, because another writer was first */
async function created(client: DynamoDBDocumentClient, TransactItems: TransactItem[]): Promise<boolean> {
  try {
    await client.send(new TransactWriteCommand({ TransactItems }));
    return true;
  } catch (error) {
    if (classify(error).kind === 'changed') return false;
    throw error;
  }
}
