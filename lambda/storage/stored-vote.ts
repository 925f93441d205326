import type { Rating } from '../domain/rating.ts';

/** What a vote item says. */
export interface StoredVote {
  readonly rating: Rating;
  /** ISO 8601 in UTC; undefined only on a vote that someone meddled with. */
  readonly votedAt: string | undefined;
}

/**
 * The condition that a vote is still as it was read (`null`: there is none). By its time as well: the rating may have become
 * another and the same again, and what was sent before that and arrives late must not count.
 */
export function stillIs(vote: StoredVote | null) {
  if (vote === null) return { ConditionExpression: 'attribute_not_exists(pk)' };
  const { rating, votedAt } = vote;
  if (votedAt === undefined) {
    return {
      ConditionExpression: 'rating = :rating AND attribute_not_exists(votedAt)',
      ExpressionAttributeValues: { ':rating': rating },
    };
  }
  return {
    ConditionExpression: 'rating = :rating AND votedAt = :votedAt',
    ExpressionAttributeValues: { ':rating': rating, ':votedAt': votedAt },
  };
}
