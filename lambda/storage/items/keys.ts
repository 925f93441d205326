import { createHash } from 'node:crypto';
import type { ArticleId } from '../../domain/article-id.ts';
import type { VoterId } from '../../domain/voter-id.ts';
import { parseShardName } from './shard-name.ts';
import type { ShardName } from './shard-name.ts';

/** Primary key of an item. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** One voter's vote on one article. The voter ID itself is a secret, so a leaked table must not hold it. */
export function voteKey(articleId: ArticleId, voterId: VoterId): Key {
  return { pk: voterPartition(voterId), sk: articlePartition(articleId) };
}

/** The partition key of all of a voter's votes. */
export function voterPartition(voterId: VoterId): string {
  return VOTER_PREFIX + createHash('sha256').update(voterId).digest('base64url');
}

export const VOTER_PREFIX = 'VOTER#';
export const ARTICLE_PREFIX = 'ARTICLE#';

/** The home partition key of an article's tally shards; a quiet article has no other. */
export function articlePartition(articleId: ArticleId): string {
  return ARTICLE_PREFIX + articleId;
}

export const SHARD_PREFIX = 'TALLY#';

/** A further partition key of the shards of a hot article. The number comes first, since an ID may contain `#`. */
export function furtherPartition(articleId: ArticleId, serial: number): string {
  return `${SHARD_PREFIX}${serial}#${articleId}`;
}

/** Totals imported without votes: one item per source, read like a shard and identified by its sort key. */
export const IMPORTED_PREFIX = `${SHARD_PREFIX}imported#`;

export function shardKey(articleId: ArticleId, name: ShardName): Key {
  const { serial, rest } = parseShardName(name);
  const pk = serial === undefined ? articlePartition(articleId) : furtherPartition(articleId, serial);
  return { pk, sk: SHARD_PREFIX + rest };
}

/** The secret of one UTC day, e.g. `2026-11-23`. */
export function saltKey(day: string): Key {
  return { pk: `SALT#${day}`, sk: 'SALT' };
}

/** Counter of new voters from one network in one day, on one article or in total; the digest determines which. */
export function networkKey(digest: string): Key {
  return { pk: `NETWORK#${digest}`, sk: 'VOTERS' };
}

/** A spent proof of work. */
export function proofKey(id: string): Key {
  return { pk: `PROOF#${id}`, sk: 'SPENT' };
}

/** The best rated articles whose IDs begin with a prefix. */
export function topListKey(prefix: string): Key {
  return { pk: `TOP#${prefix}`, sk: 'LIST' };
}

/** Intermediate results of a pass over the table, in parts. */
export function passKey(passId: string, part: number): Key {
  return { pk: `PASS#${passId}`, sk: `PART#${String(part).padStart(4, '0')}` };
}

/** The lease of the running pass. */
export const passLeaseKey: Key = { pk: 'PASS#', sk: 'LEASE' };
