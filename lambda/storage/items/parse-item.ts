import type { ArticleId } from '../../domain/article-id.ts';
import { articleIdIn } from '../../domain/article-id.ts';
import { isRating } from '../../domain/rating.ts';
import type { Rating } from '../../domain/rating.ts';
import type { Tally } from '../../domain/tally.ts';
import { ARTICLE_PREFIX, IMPORTED_PREFIX, SHARD_PREFIX, VOTER_PREFIX } from './keys.ts';
import type { Key } from './keys.ts';
import { isShardName, SPREAD } from './shard-name.ts';
import type { ShardName } from './shard-name.ts';
import type { Hold, StoredVote } from './stored-vote.ts';

/** An item as the document client reads it. */
export type StoredItem = Key & Readonly<Record<string, unknown>>;

/** A counted vote with its keys. */
export interface CountedVote extends StoredVote {
  /** Partition key of the voter's votes. */
  readonly voter: string;
  readonly articleId: ArticleId;
  readonly rating: Rating;
  readonly hold?: undefined;
}

/** A vote that an operator holds, with its keys. */
export interface HeldVote extends StoredVote {
  readonly voter: string;
  readonly articleId: ArticleId;
  readonly rating: null;
  readonly hold: Hold;
}

/** A voter's rating of an article, counted or held. */
export type KeptVote = CountedVote | HeldVote;

/** A tally shard; a count that is not a whole number is read as 0 and makes the shard unsound. */
export interface StoredShard extends Key {
  readonly articleId: ArticleId;
  readonly name: ShardName;
  readonly counts: Tally;
  readonly sound: boolean;
  /** The mark that a recount set. */
  readonly recount: string | undefined;
  /** Attributes other than counts and mark, kept when the shard is repaired. */
  readonly rest: Readonly<Record<string, unknown>>;
}

export type ParsedItem =
  | { readonly kind: 'vote'; readonly vote: CountedVote }
  /** Stays for two days after a withdrawal and counts nowhere. */
  | { readonly kind: 'withdrawn'; readonly voter: string; readonly articleId: ArticleId; readonly vote: StoredVote }
  /** Counts nowhere until it is released. */
  | { readonly kind: 'held'; readonly vote: HeldVote }
  /** Has a vote's key, but no valid vote. */
  | { readonly kind: 'no-vote' }
  | { readonly kind: 'shard'; readonly shard: StoredShard }
  | { readonly kind: 'imported'; readonly shard: StoredShard; readonly source: string; readonly invented: boolean }
  /** Has the key of a shard, but no valid name or article ID. */
  | { readonly kind: 'foreign-shard'; readonly articleId: ArticleId | undefined }
  /** An unknown item in an article's partition; nothing reads it. */
  | { readonly kind: 'foreign' }
  /** An item unrelated to votes and tallies. */
  | { readonly kind: 'other' };

/** Identifies an item of the table by its key, even if it is damaged. */
export function parseItem(item: StoredItem): ParsedItem {
  if (item.pk.startsWith(VOTER_PREFIX)) return parseVoterItem(item);
  const further = /^TALLY#([1-9]\d*)#(.*)$/s.exec(item.pk);
  if (!item.pk.startsWith(ARTICLE_PREFIX) && further === null) return { kind: 'other' };
  if (!item.sk.startsWith(SHARD_PREFIX)) return { kind: 'foreign' };
  const articleId = validId(further?.[2] ?? item.pk.slice(ARTICLE_PREFIX.length));
  if (articleId === undefined) return { kind: 'foreign-shard', articleId };
  const rest = item.sk.slice(SHARD_PREFIX.length);
  const name = further === null ? rest : `${further[1]}.${rest}`;
  if (isShardName(name)) return { kind: 'shard', shard: parseShard(item, articleId, name) };
  if (further !== null || !item.sk.startsWith(IMPORTED_PREFIX)) return { kind: 'foreign-shard', articleId };
  const source = item.sk.slice(IMPORTED_PREFIX.length);
  return { kind: 'imported', shard: parseShard(item, articleId, name), source, invented: item['invented'] === true };
}

function parseVoterItem(item: StoredItem): ParsedItem {
  const vote = parseVote(item);
  if (vote !== undefined) return { kind: 'vote', vote };
  const articleId = articleOf(item.sk);
  const { rating, votedAt, expiresAt, held, heldBy } = item;
  if (articleId === undefined || rating !== undefined || typeof expiresAt !== 'number') return { kind: 'no-vote' };
  if (typeof votedAt !== 'string') return { kind: 'no-vote' };
  const version = { rating: null, votedAt, shard: undefined };
  if (heldBy === undefined) return { kind: 'withdrawn', voter: item.pk, articleId, vote: version };
  if (typeof heldBy !== 'string' || (held !== undefined && !isRating(held))) return { kind: 'no-vote' };
  const hold = { id: heldBy, rating: held ?? null, expiresAt };
  return { kind: 'held', vote: { voter: item.pk, articleId, ...version, hold } };
}

/** The vote in an item; undefined if it is not a valid vote. */
export function parseVote({ pk, sk, rating, votedAt, shard }: StoredItem): CountedVote | undefined {
  const articleId = articleOf(sk);
  if (articleId === undefined || !isRating(rating)) return undefined;
  return {
    ...{ voter: pk, articleId, rating, votedAt: votedAt as string | undefined },
    shard: isShardName(shard) ? shard : undefined,
  };
}

function parseShard(item: StoredItem, articleId: ArticleId, name: ShardName): StoredShard {
  const { pk, sk, recount, ...attributes } = item;
  const count = (star: Rating) => (Number.isSafeInteger(item[`s${star}`]) ? (item[`s${star}`] as number) : 0);
  const entries = Object.entries(attributes);
  const isCount = ([attribute]: [string, unknown]) => /^s[1-5]$/.test(attribute);
  const known = entries.filter((entry) => !isCount(entry) && (ATTRIBUTES.get(entry[0])?.(entry[1], name) ?? false));
  return {
    ...{ pk, sk, articleId, name },
    counts: [count(1), count(2), count(3), count(4), count(5)],
    sound: entries.every((entry) => (isCount(entry) ? Number.isSafeInteger(entry[1]) : known.includes(entry))),
    recount: recount as string | undefined,
    rest: Object.fromEntries(known),
  };
}

/** Attributes other than counts, each with a check of its value and of the shard that may have it. */
const ATTRIBUTES = new Map<string, (value: unknown, name: ShardName) => boolean>([
  ['importedAt', (value, name) => typeof value === 'string' && name.startsWith('imported#')],
  ['invented', (_, name) => name.startsWith('imported#')],
  ['first', (value, name) => Number.isSafeInteger(value) && name === SPREAD],
  ['next', (value, name) => Number.isSafeInteger(value) && name === SPREAD],
  ['openedAt', (value, name) => Number.isSafeInteger(value) && name === SPREAD],
  ['closed', (value, name) => typeof value === 'string' && name.includes('.')],
  ['expiresAt', (value, name) => Number.isSafeInteger(value) && name.includes('.')],
]);

function articleOf(key: string): ArticleId | undefined {
  return key.startsWith(ARTICLE_PREFIX) ? validId(key.slice(ARTICLE_PREFIX.length)) : undefined;
}

/** Undefined also for an ID that is not in Unicode NFC, which no call of the service writes. */
function validId(id: string): ArticleId | undefined {
  const parsed = articleIdIn(id);
  return parsed === id ? parsed : undefined;
}
