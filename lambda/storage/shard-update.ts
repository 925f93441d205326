import type { ArticleId } from '../domain/article-id.ts';
import type { Rating } from '../domain/rating.ts';
import { shardKey } from './keys.ts';
import type { TransactItem } from './transact-item.ts';

/**
 * Adds to the counts of one tally shard; the condition costs nothing, since the shard is written anyway.
 *
 * A recount marks the shards that it counts with `recount`, a time and a token (docs/adr/0005-a-recount-marks-shards.md). Until
 * that time the shard is not to be written; whoever writes it later takes the mark away, by which the recount knows.
 *
 * @param now ISO 8601 in UTC
 */
export function addToShard(
  table: string,
  articleId: ArticleId,
  shard: number,
  change: Iterable<readonly [Rating, number]>,
  now: string,
): TransactItem {
  const counts = [...change];
  return {
    Update: {
      TableName: table,
      Key: shardKey(articleId, shard),
      UpdateExpression: `ADD ${counts.map(([star]) => `s${star} :s${star}`).join(', ')} REMOVE recount`,
      ConditionExpression: 'attribute_not_exists(recount) OR recount < :now',
      ExpressionAttributeValues: { ...Object.fromEntries(counts.map(([star, by]) => [`:s${star}`, by])), ':now': now },
    },
  };
}
