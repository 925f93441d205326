import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import { changeVotes } from '../../../operator/changes/change-votes.ts';
import type { NextVote } from '../../../operator/changes/change-votes.ts';
import { storedVote } from '../../../lambda/storage/items/stored-vote.ts';
import type { StoredVote } from '../../../lambda/storage/items/stored-vote.ts';
import { shortPatience } from './short-patience.ts';
import { partitionOf } from '../oracles/stored-state.ts';

type Change = (
  client: DynamoDBDocumentClient,
  table: string,
  articleId: ArticleId,
  now: number,
  voter: string,
) => Promise<unknown>;

const KEPT_FOR = 90 * 86_400;

/** Holds one vote, if there is one, as `ratings hold` does. */
export const holdVote: Change = (client, table, articleId, now, voter) =>
  changeOne(client, table, articleId, now, voter, ({ rating, votedAt }) => {
    if (rating === null) return undefined;
    return { rating: null, votedAt, hold: { id: 'a hold', rating, expiresAt: Math.floor(now / 1000) + KEPT_FOR } };
  });

/** Releases one vote, if it is held, as `ratings release` does. */
export const releaseVote: Change = (client, table, articleId, now, voter) =>
  changeOne(client, table, articleId, now, voter, ({ votedAt, hold }) => {
    if (hold === undefined) return undefined;
    return hold.rating === null ? null : { rating: hold.rating, votedAt };
  });

/**
 * Removes one vote and restores it with its time, as `ratings remove` and an import do. The restored vote has a shard
 * of its own choice.
 */
export const restoreVote: Change = async (client, table, articleId, now, voter) => {
  const removed = await changeOne(client, table, articleId, now, voter, () => null);
  if (removed === null || removed.rating === null) return;
  const { rating, votedAt } = removed;
  await changeOne(client, table, articleId, now, voter, (found) =>
    found.rating === null && found.votedAt === votedAt ? { rating, votedAt } : undefined,
  );
};

/** @returns the version before the change */
async function changeOne(
  client: DynamoDBDocumentClient,
  table: string,
  articleId: ArticleId,
  now: number,
  voter: string,
  after: (before: StoredVote) => NextVote | null | undefined,
): Promise<StoredVote | null> {
  const Key = { pk: partitionOf(voter), sk: `ARTICLE#${articleId}` };
  const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
  const before = storedVote(Item);
  const next = before === null ? undefined : after(before);
  if (next !== undefined)
    await changeVotes(client, table, [[{ voter: Key.pk, articleId, before, after: next }]], shortPatience(now));
  return before;
}
