import type { ArticleId } from '../../lambda/domain/article-id.ts';
import type { Tally } from '../../lambda/domain/tally.ts';
import { articlePartition } from '../../lambda/storage/items/keys.ts';
import { countValues, stillCounts } from '../../lambda/storage/items/shard-counts.ts';
import { SPREAD } from '../../lambda/storage/items/shard-name.ts';
import type { TransactItem } from '../../lambda/storage/items/transact-item.ts';
import type { Session } from '../session/session.ts';
import { readArticle } from '../table/read-article.ts';
import { MAX_ITEMS, transact } from './transact.ts';

/**
 * Deletes the shards of an article without votes, if all counts are still 0. An article with further keys keeps its
 * shards.
 */
export async function deleteEmptyShards(session: Session, articleId: ArticleId): Promise<void> {
  const { shards, voted } = await readArticle(session, articleId);
  if (voted.some((count) => count !== 0) || shards.length === 0 || shards.length > MAX_ITEMS) return;
  if (shards.some(({ name }) => name === SPREAD)) return;
  const deletes = shards.map(({ sk, counts }): TransactItem => {
    return {
      Delete: { TableName: session.table, Key: { pk: articlePartition(articleId), sk }, ...unchanged(counts) },
    };
  });
  // If a vote came meanwhile, the condition fails and the shards stay.
  await transact(session.client, () => ({ items: deletes }), session.clockAndRandom);
}

function unchanged(counts: Tally) {
  return { ConditionExpression: stillCounts(counts), ExpressionAttributeValues: countValues(counts) };
}
