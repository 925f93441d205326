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
  const digest = createHash('sha256').update(voterId).digest('base64url');
  return { pk: `VOTER#${digest}`, sk: `ARTICLE#${articleId}` };
}

/** The partition that holds all of an article's tally shards. */
export function articlePartition(articleId: ArticleId): string {
  return `ARTICLE#${articleId}`;
}

export const SHARD_PREFIX = 'TALLY#';

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
