import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Rating } from '../../domain/rating.ts';
import type { ShardName } from './shard-name.ts';

/**
 * One version of a vote item. Each write is conditional on the version that it replaces. A visitor's write sets a later
 * `votedAt`; an operator's may keep it, so shard and hold also tell versions apart. No version occurs twice within the
 * time that a call can be delayed, so the condition of a delayed write fails.
 */
export interface StoredVote {
  /**
   * The rating in the tally. `null` after a withdrawal: the item stays until `expiresAt`, so that "no vote" has a
   * version too.
   */
  readonly rating: Rating | null;
  /** ISO 8601 in UTC; undefined only in an item that was edited by hand. */
  readonly votedAt: string | undefined;
  /** The tally shard that counts the vote; undefined after a withdrawal and while it is held. */
  readonly shard: ShardName | undefined;
  /** Present if an operator holds the vote; `rating` is then `null`, because no tally counts it. */
  readonly hold?: Hold | undefined;
}

/** Data of a held vote: docs/adr/0027-held-votes.md. */
export interface Hold {
  /** Identifies the command that held the vote. */
  readonly id: string;
  /** The voter's latest rating, which a release counts; `null` if the voter withdrew the vote meanwhile. */
  readonly rating: Rating | null;
  /** When the held vote expires, in seconds since the epoch. */
  readonly expiresAt: number;
}

/** The voter's latest rating, counted or held. */
export function saidIn(vote: StoredVote | null): Rating | null {
  return vote?.hold === undefined ? (vote?.rating ?? null) : vote.hold.rating;
}

/** The hold of a vote, unless it has expired. DynamoDB deletes expired items only later. @param now milliseconds */
export function holdOf(vote: StoredVote | null, now: number): Hold | undefined {
  return vote?.hold !== undefined && vote.hold.expiresAt * 1000 > now ? vote.hold : undefined;
}

/** Seconds. No call can be delayed that long: TCP connections time out after minutes. */
const WITHDRAWN_LIFETIME = 2 * 86_400;

/** The condition that a vote item still has the version that was read (`null`: no item). */
export function stillIs(vote: StoredVote | null) {
  if (vote === null) return { ConditionExpression: 'attribute_not_exists(pk)' };
  const { rating, votedAt, shard, hold } = vote;
  const conditions = [
    rating === null ? 'attribute_exists(pk) AND attribute_not_exists(rating)' : 'rating = :rating',
    votedAt === undefined ? 'attribute_not_exists(votedAt)' : 'votedAt = :votedAt',
    // An import may restore a vote with the same `votedAt` on another shard.
    ...(shard === undefined ? [] : ['#shard = :shard']),
    ...(rating === null ? [hold === undefined ? 'attribute_not_exists(heldBy)' : 'heldBy = :heldBy'] : []),
  ];
  const values = {
    ...(rating !== null && { ':rating': rating }),
    ...(votedAt !== undefined && { ':votedAt': votedAt }),
    ...(shard !== undefined && { ':shard': shard }),
    ...(hold !== undefined && { ':heldBy': hold.id }),
  };
  return {
    ConditionExpression: conditions.join(' AND '),
    ...(shard !== undefined && { ExpressionAttributeNames: { '#shard': 'shard' } }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}

/** The attributes of a version; `now` in milliseconds. */
export function attributesOf({ rating, votedAt, shard, hold }: StoredVote, now: number): Record<string, unknown> {
  const at = votedAt === undefined ? {} : { votedAt };
  if (hold !== undefined) {
    const { id, expiresAt } = hold;
    return { ...at, heldBy: id, ...(hold.rating !== null && { held: hold.rating }), expiresAt };
  }
  if (rating === null) return { ...at, expiresAt: Math.floor(now / 1000) + WITHDRAWN_LIFETIME };
  return { ...at, rating, ...(shard !== undefined && { shard }) };
}

/**
 * `votedAt` of the version after `seen`: the current time, but always later than `seen`, even if a clock was set back.
 */
export function nextVersion(seen: StoredVote | null, now: number): string {
  const before = Date.parse(seen?.votedAt ?? '');
  return new Date(Number.isNaN(before) ? now : Math.max(now, before + 1)).toISOString();
}

/** The version in an item from the document client; `null` if there is no item. */
export function storedVote(item: Readonly<Record<string, unknown>> | undefined): StoredVote | null {
  if (item === undefined) return null;
  const { rating = null, votedAt, shard, heldBy, held = null, expiresAt } = item as Partial<StoredVoteItem>;
  return versionOf({ rating, votedAt, shard }, heldBy, held, expiresAt);
}

/** The version in an exception's item, which the document client does not unmarshall. */
export function marshalledVote(item: Record<string, AttributeValue> | undefined): StoredVote | null {
  if (item === undefined || Object.keys(item).length === 0) return null;
  const { rating, votedAt, shard, heldBy, held, expiresAt } = item;
  const stars = (value: AttributeValue | undefined) => (value?.N === undefined ? null : (Number(value.N) as Rating));
  const version = { rating: stars(rating), votedAt: votedAt?.S, shard: shard?.S };
  return versionOf(version, heldBy?.S, stars(held), Number(expiresAt?.N));
}

/** Attributes of a vote item without its key. */
interface StoredVoteItem extends Omit<StoredVote, 'hold'> {
  readonly heldBy: string;
  readonly held: Rating;
  readonly expiresAt: number;
}

function versionOf(
  version: StoredVote,
  id: string | undefined,
  rating: Rating | null,
  expiresAt: number | undefined,
): StoredVote {
  return id === undefined || version.rating !== null
    ? version
    : { ...version, hold: { id, rating, expiresAt: expiresAt ?? 0 } };
}
