import type { Rating } from '../domain/rating.ts';
import { tallyChange } from '../domain/tally.ts';
import type { Vote } from '../domain/vote.ts';
import { voteKey } from './keys.ts';
import { addToShard } from './shard-update.ts';
import type { TransactItem } from './transact-item.ts';

/** A vote as it was read. */
export interface SeenVote {
  readonly rating: Rating;
  /** ISO 8601 in UTC. */
  readonly votedAt: string;
}

/**
 * The writes that move a voter's vote from `seen` (`null`: no vote) to `vote.rating` and one tally shard with it, both or neither.
 * The transaction is cancelled with `ConditionalCheckFailed` as the first reason, and the vote as it is, when `seen` is no longer true.
 */
export function voteTransaction(
  table: string,
  vote: Vote,
  seen: SeenVote | null,
  shard: number,
  votedAt: string,
): [vote: TransactItem, shard: TransactItem] {
  const change = tallyChange(seen?.rating ?? null, vote.rating);
  return [writeVote(table, vote, seen, votedAt), addToShard(table, vote.articleId, shard, change, votedAt)];
}

function writeVote(table: string, vote: Vote, seen: SeenVote | null, votedAt: string): TransactItem {
  const Key = voteKey(vote.articleId, vote.voterId);
  const { rating } = vote;
  const common = { TableName: table, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
  if (seen === null) {
    return {
      Put: { ...common, Item: { ...Key, rating, votedAt }, ConditionExpression: 'attribute_not_exists(pk)' },
    };
  }
  // The time as well: the rating may have become another and this one again, and what is sent late must not count then.
  const unchanged = {
    ConditionExpression: 'rating = :seenRating AND votedAt = :seenAt',
    ExpressionAttributeValues: { ':seenRating': seen.rating, ':seenAt': seen.votedAt },
  };
  if (rating === null) return { Delete: { ...common, ...unchanged, Key } };
  return {
    Update: {
      ...common,
      ...unchanged,
      Key,
      UpdateExpression: 'SET rating = :rating, votedAt = :votedAt',
      ExpressionAttributeValues: { ...unchanged.ExpressionAttributeValues, ':rating': rating, ':votedAt': votedAt },
    },
  };
}
