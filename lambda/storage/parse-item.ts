import type { ArticleId } from '../domain/article-id.ts';
import { parseArticleId } from '../domain/article-id.ts';
import type { Rating } from '../domain/rating.ts';
import type { Tally } from '../domain/tally.ts';
import { ARTICLE_PREFIX, IMPORTED_PREFIX, SHARD_PREFIX, VOTER_PREFIX } from './keys.ts';
import type { Key } from './keys.ts';
import type { StoredVote } from './stored-vote.ts';

/** An item as the document client reads it. */
export type StoredItem = Key & Readonly<Record<string, unknown>>;

/** A vote with the keys that it is kept under. */
export interface VoteItem extends StoredVote {
  /** Partition key of the voter's votes. */
  readonly voter: string;
  readonly articleId: ArticleId;
}

/** A tally shard; what is not a whole number counts as 0 and makes it unsound. */
export interface StoredShard {
  readonly articleId: ArticleId;
  readonly sk: string;
  readonly counts: Tally;
  readonly sound: boolean;
  /** The mark of a recount. */
  readonly recount: string | undefined;
}

export type ParsedItem =
  | { readonly kind: 'vote'; readonly vote: VoteItem }
  /** Kept where votes are, but none that can be counted. */
  | { readonly kind: 'no-vote' }
  | { readonly kind: 'shard'; readonly shard: StoredShard }
  | { readonly kind: 'imported'; readonly shard: StoredShard; readonly source: string; readonly invented: boolean }
  /** No shard of ours, but read as one because of its key. */
  | { readonly kind: 'foreign-shard'; readonly articleId: ArticleId | undefined }
  /** Something unknown in an article's partition; nobody reads it. */
  | { readonly kind: 'foreign' }
  /** Of a kind that has nothing to do with votes and tallies. */
  | { readonly kind: 'other' };

/** What an item of the table is, going by its key, whatever was done to it. */
export function parseItem(item: StoredItem): ParsedItem {
  if (item.pk.startsWith(VOTER_PREFIX)) {
    const vote = parseVote(item);
    return vote === undefined ? { kind: 'no-vote' } : { kind: 'vote', vote };
  }
  if (!item.pk.startsWith(ARTICLE_PREFIX)) return { kind: 'other' };
  if (!item.sk.startsWith(SHARD_PREFIX)) return { kind: 'foreign' };
  const articleId = articleOf(item.pk);
  if (articleId === undefined) return { kind: 'foreign-shard', articleId };
  if (/^TALLY#(\d\d|1[01]\d|12[0-7])$/.test(item.sk)) return { kind: 'shard', shard: parseShard(item, articleId) };
  if (!item.sk.startsWith(IMPORTED_PREFIX)) return { kind: 'foreign-shard', articleId };
  const source = item.sk.slice(IMPORTED_PREFIX.length);
  return { kind: 'imported', shard: parseShard(item, articleId), source, invented: item['invented'] === true };
}

/** Undefined for what cannot be counted as a vote. */
export function parseVote({ pk, sk, rating, votedAt }: StoredItem): VoteItem | undefined {
  const articleId = articleOf(sk);
  if (articleId === undefined || !isRating(rating)) return undefined;
  return { voter: pk, articleId, rating, votedAt: votedAt as string | undefined };
}

const SHARD_ATTRIBUTES = new Set(['pk', 'sk', 'recount', 'importedAt', 'invented']);

function parseShard(item: StoredItem, articleId: ArticleId): StoredShard {
  const count = (star: Rating) => (Number.isSafeInteger(item[`s${star}`]) ? (item[`s${star}`] as number) : 0);
  return {
    articleId,
    sk: item.sk,
    counts: [count(1), count(2), count(3), count(4), count(5)],
    sound: Object.entries(item).every(([name, value]) =>
      /^s[1-5]$/.test(name) ? Number.isSafeInteger(value) : SHARD_ATTRIBUTES.has(name),
    ),
    recount: item['recount'] as string | undefined,
  };
}

function articleOf(key: string): ArticleId | undefined {
  if (!key.startsWith(ARTICLE_PREFIX)) return undefined;
  const id = key.slice(ARTICLE_PREFIX.length);
  try {
    return parseArticleId(id) === id ? (id as ArticleId) : undefined;
  } catch {
    return undefined;
  }
}

function isRating(value: unknown): value is Rating {
  return value === 1 || value === 2 || value === 3 || value === 4 || value === 5;
}
