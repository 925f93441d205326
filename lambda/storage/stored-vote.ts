import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Rating } from '../domain/rating.ts';
import type { ShardName } from './shard-name.ts';

/**
 * One version of a vote item. Each write is conditional on the version it was made from and gets a later `votedAt`,
 * so no version comes twice and a write that arrives late finds its condition false.
 */
export interface StoredVote {
  /** `null` after a withdrawal: the item stays until `expiresAt`, so that "no vote" has a version too. */
  readonly rating: Rating | null;
  /** ISO 8601 in UTC; undefined only on an item that was edited by hand. */
  readonly votedAt: string | undefined;
  /** The tally shard that counts the vote; undefined after a withdrawal. */
  readonly shard: ShardName | undefined;
}

/** Seconds. No call can arrive this late: TCP gives up after minutes. */
const WITHDRAWN_LIFETIME = 2 * 86_400;

/** The condition that a vote item is still the version that was read (`null`: there is no item). */
export function stillIs(vote: StoredVote | null) {
  if (vote === null) return { ConditionExpression: 'attribute_not_exists(pk)' };
  const { rating, votedAt, shard } = vote;
  const conditions = [
    rating === null ? 'attribute_exists(pk) AND attribute_not_exists(rating)' : 'rating = :rating',
    votedAt === undefined ? 'attribute_not_exists(votedAt)' : 'votedAt = :votedAt',
    // An import may restore a vote with its time on another shard.
    ...(shard === undefined ? [] : ['#shard = :shard']),
  ];
  const values = {
    ...(rating !== null && { ':rating': rating }),
    ...(votedAt !== undefined && { ':votedAt': votedAt }),
    ...(shard !== undefined && { ':shard': shard }),
  };
  return {
    ConditionExpression: conditions.join(' AND '),
    ...(shard !== undefined && { ExpressionAttributeNames: { '#shard': 'shard' } }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}

/** The attributes of a version; `now` in milliseconds. */
export function attributesOf({ rating, votedAt, shard }: StoredVote, now: number): Record<string, unknown> {
  return {
    ...(votedAt !== undefined && { votedAt }),
    ...(rating === null
      ? { expiresAt: Math.floor(now / 1000) + WITHDRAWN_LIFETIME }
      : { rating, ...(shard !== undefined && { shard }) }),
  };
}

/** `votedAt` of the version after `seen`: the time, but always later, even when a clock was set back. */
export function nextVersion(seen: StoredVote | null, now: number): string {
  const before = Date.parse(seen?.votedAt ?? '');
  return new Date(Number.isNaN(before) ? now : Math.max(now, before + 1)).toISOString();
}

/** The version in an item as the document client reads it; `null` where there is no item. */
export function storedVote(item: Readonly<Record<string, unknown>> | undefined): StoredVote | null {
  if (item === undefined) return null;
  const { rating = null, votedAt, shard } = item as Partial<StoredVote>;
  return { rating, votedAt, shard };
}

/** The version in an item of an exception, which the document client does not unmarshall. */
export function marshalledVote(item: Record<string, AttributeValue> | undefined): StoredVote | null {
  if (item === undefined || Object.keys(item).length === 0) return null;
  const { rating, votedAt, shard } = item;
  return {
    rating: rating?.N === undefined ? null : (Number(rating.N) as Rating),
    votedAt: votedAt?.S,
    shard: shard?.S,
  };
}
