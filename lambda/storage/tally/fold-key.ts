import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../domain/article-id.ts';
import { addTallies, EMPTY_TALLY } from '../../domain/tally.ts';
import type { Tally } from '../../domain/tally.ts';
import type { ArticleLayout } from './article-layout.ts';
import { classify } from '../retry/failure.ts';
import { furtherPartition, shardKey } from '../items/keys.ts';
import { queryShards } from './read-tally.ts';
import { countValues, STARS, stillCounts, tallyOf } from '../items/shard-counts.ts';
import { UNMARKED } from './shard-update.ts';
import { SHARDS_PER_KEY, SPREAD } from '../items/shard-name.ts';
import type { TransactItem } from '../items/transact-item.ts';

/** Seconds that a folded key's items stay: no call that would create them again arrives later. */
const CLOSED_LIFETIME = 2 * 86_400;

/**
 * Folds the oldest further partition key of an article that has become quiet. One transaction closes the key's shards
 * and adds their counts to the item `spread`, which counts their votes from then on. The shards keep their counts for
 * readers that have already read `spread`.
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
  const shards = await queryShards(client, table, pk, true);
  if (shards.length !== SHARDS_PER_KEY) return undefined;
  const TransactItems = [
    ...shards.map((shard) => close(table, { pk, sk: shard.sk }, tallyOf(shard), now)),
    moveTo(table, articleId, shards.map(tallyOf).reduce(addTallies, EMPTY_TALLY), layout.first, now),
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
  return {
    Update: {
      TableName,
      Key,
      UpdateExpression: 'SET closed = :now, expiresAt = :expiresAt REMOVE recount',
      ConditionExpression: `${UNMARKED} AND attribute_not_exists(closed) AND ${stillCounts(counts)}`,
      ExpressionAttributeValues: {
        ...countValues(counts),
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
      ConditionExpression: `${UNMARKED} AND #first = :first`,
      ExpressionAttributeNames: { '#first': 'first' },
      ExpressionAttributeValues: {
        ...countValues(counts),
        ...{ ':first': first, ':after': first + 1, ':now': new Date(now).toISOString() },
      },
    },
  };
}
