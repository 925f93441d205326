import type { ArticleId } from '../../domain/article-id.ts';
import type { Rating } from '../../domain/rating.ts';
import { shardKey } from '../items/keys.ts';
import { parseShardName, SPREAD } from '../items/shard-name.ts';
import type { ShardName } from '../items/shard-name.ts';
import type { TransactItem } from '../items/transact-item.ts';

/** The condition that no recount marks the shard: docs/adr/0005-a-recount-marks-shards.md. */
export const UNMARKED = '(attribute_not_exists(recount) OR recount < :now)';

/**
 * Adds to the counts of one tally shard. The condition costs no extra units.
 *
 * A recount marks the shards that it counts with `recount`, a time and a token. Until that time the shard may not be
 * written; a later write removes the mark, which the recount detects. Shards under the home key are created by their
 * first vote. Those under a further key must exist and be open, so that no vote lands where readers do not look.
 *
 * @param change may be empty: then the write only removes the mark
 * @param now milliseconds since the epoch
 */
export function addToShard(
  table: string,
  articleId: ArticleId,
  shard: ShardName,
  change: Iterable<readonly [Rating, number]>,
  now: number,
): TransactItem {
  const counts = [...change];
  const add = counts.length > 0 ? `ADD ${counts.map(([star]) => `s${star} :s${star}`).join(', ')} ` : '';
  const home = parseShardName(shard).serial === undefined && shard !== SPREAD;
  return {
    Update: {
      TableName: table,
      Key: shardKey(articleId, shard),
      UpdateExpression: `${add}REMOVE recount`,
      ConditionExpression: home ? UNMARKED : `${UNMARKED} AND attribute_exists(pk) AND attribute_not_exists(closed)`,
      ExpressionAttributeValues: {
        ...Object.fromEntries(counts.map(([star, by]) => [`:s${star}`, by])),
        ':now': new Date(now).toISOString(),
      },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
}
