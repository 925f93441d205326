import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Rating } from '../domain/rating.ts';
import { tallyChange } from '../domain/tally.ts';
import type { Vote } from '../domain/vote.ts';
import { voteKey } from './keys.ts';
import { addToShard } from './shard-update.ts';

/** One write of a transaction. */
export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/**
 * The writes that move a voter's rating from `seen` (`null`: no vote) to `vote.rating` and one tally shard with it, both or neither.
 * The transaction is cancelled with `ConditionalCheckFailed` as the first reason, and the vote as it is, when `seen` is no longer true.
 */
export function voteTransaction(
  table: string,
  vote: Vote,
  seen: Rating | null,
  shard: number,
  votedAt: string,
): [vote: TransactItem, shard: TransactItem] {
  const change = tallyChange(seen, vote.rating);
  return [writeVote(table, vote, seen, votedAt), addToShard(table, vote.articleId, shard, change, votedAt)];
}

function writeVote(table: string, vote: Vote, seen: Rating | null, votedAt: string): TransactItem {
  const Key = voteKey(vote.articleId, vote.voterId);
  const { rating } = vote;
  const common = { TableName: table, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
  if (seen === null) {
    return {
      Put: { ...common, Item: { ...Key, rating, votedAt }, ConditionExpression: 'attribute_not_exists(pk)' },
    };
  }
  const stillSeen = 'rating = :seen';
  if (rating === null) {
    return {
      Delete: { ...common, Key, ConditionExpression: stillSeen, ExpressionAttributeValues: { ':seen': seen } },
    };
  }
  return {
    Update: {
      ...common,
      Key,
      UpdateExpression: 'SET rating = :rating, votedAt = :votedAt',
      ConditionExpression: stillSeen,
      ExpressionAttributeValues: { ':rating': rating, ':votedAt': votedAt, ':seen': seen },
    },
  };
}
