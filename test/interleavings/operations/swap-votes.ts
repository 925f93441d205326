import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import type { Rating } from '../../../lambda/domain/rating.ts';
import { changeVotes } from '../../../operator/changes/change-votes.ts';
import { storedVote } from '../../../lambda/storage/items/stored-vote.ts';
import { partitionOf } from '../oracles/stored-state.ts';
import { repairArticle } from './repair-beside.ts';
import { shortPatience } from './short-patience.ts';

/** The other voter of the swap, and that voter's first rating. */
export const OTHER = 'another-voter-of-the-universe';
export const OTHERS_VOTE = 5;

/** A recount, and at the same time an import that swaps two voters' ratings: the tally stays the same. */
export async function recountAndSwap(
  client: DynamoDBDocumentClient,
  table: string,
  articleId: ArticleId,
  now: number,
  voter: string,
): Promise<void> {
  await Promise.all([
    repairArticle(client, table, articleId, now),
    swapVotes(client, table, articleId, now, [voter, OTHER]),
  ]);
}

async function swapVotes(
  client: DynamoDBDocumentClient,
  table: string,
  articleId: ArticleId,
  now: number,
  voters: readonly [string, string],
): Promise<void> {
  const [one, other] = await Promise.all(
    voters.map(async (voter) => {
      const Key = { pk: partitionOf(voter), sk: `ARTICLE#${articleId}` };
      const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return { voter: Key.pk, articleId, before: storedVote(Item) };
    }),
  );
  if (one?.before?.rating == null || other?.before?.rating == null) return;
  const votedAt = new Date(now + 1000).toISOString();
  const after = (rating: Rating) => ({ rating, votedAt });
  const changes = [
    { ...one, after: after(other.before.rating) },
    { ...other, after: after(one.before.rating) },
  ];
  await changeVotes(client, table, [changes], shortPatience(now));
}

/** A voter's state after the swap. */
export function afterSwap(state: number | null | undefined, first: Rating): number | null {
  if (state === first) return OTHERS_VOTE;
  return state === OTHERS_VOTE ? first : (state ?? null);
}
