import type { ScanCommandInput } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { parseArticleId } from '../../lambda/domain/article-id.ts';
import { RatingError } from '../../lambda/domain/rating-error.ts';
import { ARTICLE_PREFIX, articlePartition } from '../../lambda/storage/items/keys.ts';
import { OperatorError, wrongUse } from '../session/operator-error.ts';
import { readRows } from '../files/read-rows.ts';

/** Maps articles to new IDs. */
export interface Renaming {
  /** Undefined for an article that keeps its ID. */
  readonly newId: (id: ArticleId) => ArticleId | undefined;
  /** A scan filter that omits most items of other articles. */
  readonly filter: Partial<ScanCommandInput>;
  /** The given old IDs, or the given prefix, that no found article has. */
  readonly unknown: (found: ReadonlySet<ArticleId>) => readonly string[];
  /** Old ID of a site's front page, which has no trailing slash, if it is moved along. */
  readonly frontPage?: string;
}

export function renameOne(from: ArticleId, to: ArticleId): Renaming {
  if (from === to) throw wrongUse('Both are the same article.');
  return {
    unknown: ({ size }) => (size > 0 ? [] : [from]),
    newId: (id) => (id === from ? to : undefined),
    filter: {
      FilterExpression: 'sk = :article OR pk = :article',
      ExpressionAttributeValues: { ':article': articlePartition(from) },
    },
  };
}

/**
 * Replaces the prefix `from` of article IDs with `to`. If both are sites, `old.example/` and `new.example/`, the front
 * page `old.example` is moved along.
 */
export function renamePrefix(from: string, to: string): Renaming {
  if (from === '' || to.startsWith(from))
    throw wrongUse(
      `The new IDs would start with ${from} too, and be moved again. List the articles in a file and pass --pairs.`,
    );
  const [frontPage, newFrontPage] = [from, to].map((text) => /^(.+)\/$/.exec(text)?.[1]);
  const newId = (id: ArticleId) => {
    if (!id.startsWith(from)) return undefined;
    const next = validId(to + id.slice(from.length));
    // Example: s/blog/blog/x, if s/blog/ becomes s/.
    if (next.startsWith(from))
      throw wrongUse(
        `${id} would become ${next}, which begins with ${from} too, and be moved again. Move ${from} to a prefix that no article has, then that one to ${to}.`,
      );
    return next;
  };
  const unknown = ({ size }: ReadonlySet<ArticleId>) => (size > 0 ? [] : [from]);
  const begins = 'begins_with(sk, :prefix) OR begins_with(pk, :prefix)';
  const prefix = { ':prefix': ARTICLE_PREFIX + from };
  if (frontPage === undefined || newFrontPage === undefined)
    return { unknown, newId, filter: { FilterExpression: begins, ExpressionAttributeValues: prefix } };
  return {
    unknown,
    frontPage,
    newId: (id) => (id === frontPage ? validId(newFrontPage) : newId(id)),
    filter: {
      FilterExpression: `${begins} OR sk = :front OR pk = :front`,
      ExpressionAttributeValues: { ...prefix, ':front': ARTICLE_PREFIX + frontPage },
    },
  };
}

/**
 * The articles of a CSV file with the columns `old` and `new`. @throws OperatorError that names every line that is
 * wrong
 */
export async function renamePairs(file: string): Promise<Renaming> {
  const pairs = new Map<ArticleId, ArticleId>();
  const wrong: string[] = [];
  for await (const { line, values, fault } of readRows(file, 'csv')) {
    const pair = values === undefined ? (fault ?? '') : pairOf(values, pairs);
    if (typeof pair === 'string') wrong.push(`${file}:${line}: ${pair}`);
    else pairs.set(...pair);
  }
  for (const [old, next] of pairs)
    if (pairs.has(next)) wrong.push(`${file}: ${next} is the new ID of ${old} and an old ID as well.`);
  if (pairs.size === 0 && wrong.length === 0) wrong.push(`${file} names no article.`);
  if (wrong.length > 0) throw wrongUse([...wrong, 'Nothing was moved.'].join('\n'));
  return {
    unknown: (found) => [...pairs.keys()].filter((id) => !found.has(id)),
    newId: (id) => pairs.get(id),
    filter: {
      FilterExpression: 'begins_with(sk, :prefix) OR begins_with(pk, :prefix)',
      ExpressionAttributeValues: { ':prefix': ARTICLE_PREFIX },
    },
  };
}

function pairOf(
  { old, new: next }: Readonly<Record<string, unknown>>,
  known: ReadonlyMap<ArticleId, ArticleId>,
): [ArticleId, ArticleId] | string {
  if (old === undefined || next === undefined) return 'the columns old and new are required.';
  try {
    const pair: [ArticleId, ArticleId] = [parseArticleId(old), parseArticleId(next)];
    if (pair[0] === pair[1]) return 'both are the same article.';
    return known.has(pair[0]) ? `${pair[0]} is listed twice.` : pair;
  } catch (error) {
    if (error instanceof RatingError) return error.message;
    throw error;
  }
}

function validId(text: string): ArticleId {
  try {
    return parseArticleId(text);
  } catch (error) {
    if (error instanceof RatingError) throw new OperatorError(`${text}: ${error.message}`, { cause: error });
    throw error;
  }
}
