import { createHash } from 'node:crypto';
import type { ArticleId } from '../domain/article-id.ts';
import type { VoterId } from '../domain/voter-id.ts';

/** Primary key of an item. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** One voter's vote on one article. The voter ID itself is a secret, so a leaked table must not hold it. */
export function voteKey(articleId: ArticleId, voterId: VoterId): Key {
  return { pk: voterPartition(voterId), sk: articlePartition(articleId) };
}

/** The partition that holds all of a voter's votes. */
export function voterPartition(voterId: VoterId): string {
  return VOTER_PREFIX + createHash('sha256').update(voterId).digest('base64url');
}

export const VOTER_PREFIX = 'VOTER#';
export const ARTICLE_PREFIX = 'ARTICLE#';

/** The partition that holds all of an article's tally shards. */
export function articlePartition(articleId: ArticleId): string {
  return ARTICLE_PREFIX + articleId;
}

export const SHARD_PREFIX = 'TALLY#';

/** Totals that came without votes, a shard for each source: read like any other shard, told apart by the key. */
export const IMPORTED_PREFIX = `${SHARD_PREFIX}imported#`;

export function shardKey(articleId: ArticleId, shard: number): Key {
  return { pk: articlePartition(articleId), sk: SHARD_PREFIX + String(shard).padStart(2, '0') };
}

/** The secret of one UTC day, e.g. `2026-11-23`. */
export function saltKey(day: string): Key {
  return { pk: `SALT#${day}`, sk: 'SALT' };
}

/** How many new voters one network brought to one article in one day; both are in the digest. */
export function networkKey(digest: string): Key {
  return { pk: `NETWORK#${digest}`, sk: 'VOTERS' };
}

/** A proof of work that was spent. */
export function proofKey(id: string): Key {
  return { pk: `PROOF#${id}`, sk: 'SPENT' };
}
