import { QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../domain/article-id.ts';
import { addTallies, EMPTY_TALLY } from '../domain/tally.ts';
import type { Tally } from '../domain/tally.ts';
import type { ArticleLayout } from './article-layout.ts';
import { classify } from './failure.ts';
import { furtherPartition, shardKey, SHARD_PREFIX } from './keys.ts';
import { NOT_HELD } from './shard-update.ts';
import { SHARDS_PER_KEY, SPREAD } from './shard-name.ts';
import type { TransactItem } from './transact-item.ts';

/** Seconds that a folded key's items stay: longer than a call can be late that would create them again. */
const CLOSED_LIFETIME = 2 * 86_400;

const STARS = ['s1', 's2', 's3', 's4', 's5'] as const;

/**
 * Folds the oldest further partition key of an article that has become quiet: one transaction closes its shards and adds their counts to the
 * item `spread`, which counts their votes from then on. The shards keep their counts for readers that read `spread` before.
 *
 * @returns the new layout, or undefined if a vote or another writer was faster
 */
export async function foldKey(
  client: DynamoDBDocumentClient,
  table: string,
  articleId: ArticleId,
  layout: ArticleLayout,
  now: number,
): Promise<ArticleLayout | undefined> {
  const pk = furtherPartition(articleId, layout.first);
  const { Items: shards = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
      ExpressionAttributeValues: { ':pk': pk, ':sk': SHARD_PREFIX },
      ConsistentRead: true,
    }),
  );
  if (shards.length !== SHARDS_PER_KEY) return undefined;
  const counts = shards.map(
    (shard) => STARS.map((star) => (shard[star] as number | undefined) ?? 0) as unknown as Tally,
  );
  const TransactItems = [
    ...shards.map(({ sk }, index) => close(table, { pk, sk: sk as string }, counts[index] ?? EMPTY_TALLY, now)),
    moveTo(table, articleId, counts.reduce(addTallies, EMPTY_TALLY), layout.first, now),
  ];
  try {
    await client.send(new TransactWriteCommand({ TransactItems }));
  } catch (error) {
    const { kind } = classify(error);
    if (kind === 'defect' || kind === 'unknown') throw error;
    return undefined;
  }
  return { ...layout, first: layout.first + 1 };
}

function close(TableName: string, Key: { pk: string; sk: string }, counts: Tally, now: number): TransactItem {
  const same = STARS.map((star, index) =>
    counts[index] === 0 ? `(attribute_not_exists(${star}) OR ${star} = :${star})` : `${star} = :${star}`,
  );
  return {
    Update: {
      TableName,
      Key,
      UpdateExpression: 'SET closed = :now, expiresAt = :expiresAt REMOVE recount',
      ConditionExpression: `${NOT_HELD} AND attribute_not_exists(closed) AND ${same.join(' AND ')}`,
      ExpressionAttributeValues: {
        ...Object.fromEntries(STARS.map((star, index) => [`:${star}`, counts[index] ?? 0])),
        ':now': new Date(now).toISOString(),
        ':expiresAt': Math.floor(now / 1000) + CLOSED_LIFETIME,
      },
    },
  };
}

function moveTo(TableName: string, articleId: ArticleId, counts: Tally, first: number, now: number): TransactItem {
  return {
    Update: {
      TableName,
      Key: shardKey(articleId, SPREAD),
      UpdateExpression: `ADD ${STARS.map((star) => `${star} :${star}`).join(', ')} SET #first = :after REMOVE recount`,
      ConditionExpression: `${NOT_HELD} AND #first = :first`,
      ExpressionAttributeNames: { '#first': 'first' },
      ExpressionAttributeValues: {
        ...Object.fromEntries(STARS.map((star, index) => [`:${star}`, counts[index] ?? 0])),
        ...{ ':first': first, ':after': first + 1, ':now': new Date(now).toISOString() },
      },
    },
  };
}
