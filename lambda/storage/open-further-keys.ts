import { TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../domain/article-id.ts';
import { QUIET } from './article-layout.ts';
import type { ArticleLayout } from './article-layout.ts';
import { classify } from './failure.ts';
import { shardKey } from './keys.ts';
import { furtherShard, SHARDS_PER_KEY, SPREAD } from './shard-name.ts';

/**
 * Opens further partition keys for an article. All shards of a key exist before the item `spread` says that it is open, so that readers
 * who do not know the key yet miss no vote. Several writers may do this at once: they create the same items.
 *
 * @returns the new layout, or undefined if another writer was first
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
  try {
    await client.send(
      new UpdateCommand({
        TableName: table,
        Key: shardKey(articleId, SPREAD),
        UpdateExpression: 'SET #first = if_not_exists(#first, :first), #next = :next, openedAt = :now',
        ConditionExpression: layout.next === QUIET.next ? 'attribute_not_exists(#next)' : '#next = :seen',
        ExpressionAttributeNames: { '#first': 'first', '#next': 'next' },
        ExpressionAttributeValues: {
          ...{ ':first': QUIET.first, ':next': next, ':now': now },
          ...(layout.next !== QUIET.next && { ':seen': layout.next }),
        },
      }),
    );
  } catch (error) {
    if (classify(error).kind === 'changed') return undefined;
    throw error;
  }
  return { ...layout, next, openedAt: now };
}

async function createShards(client: DynamoDBDocumentClient, table: string, articleId: ArticleId, serial: number) {
  const TransactItems = Array.from({ length: SHARDS_PER_KEY }, (_, index) => ({
    Put: {
      TableName: table,
      Item: shardKey(articleId, furtherShard(serial, index)),
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  }));
  try {
    await client.send(new TransactWriteCommand({ TransactItems }));
  } catch (error) {
    // One transaction creates all shards of a key, so if one exists all do.
    if (classify(error).kind !== 'changed') throw error;
  }
}
