import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../domain/article-id.ts';
import type { Tally } from '../../domain/tally.ts';
import { keyOf, MANY_KEYS, openKeys } from './article-layout.ts';
import { sumOf } from './article-memory.ts';
import type { ArticleMemory } from './article-memory.ts';
import { readHome, readKey, readTally } from './read-tally.ts';
import type { ShardName } from '../items/shard-name.ts';

/** Maximum age in milliseconds of the cached tallies of the other keys, for an article with many keys. */
const AGE = 1000;

/**
 * The tally for the answer to a vote. It includes the vote, because it is read after the write. For a very hot article,
 * the counts under the other keys may be up to a second old.
 *
 * @param shard the shard that counts the vote, if any
 * @param now milliseconds on a monotonic clock
 */
export async function tallyAfterVote(
  client: DynamoDBDocumentClient,
  table: string,
  articleId: ArticleId,
  article: ArticleMemory,
  shard: ShardName | undefined,
  now: number,
): Promise<Tally> {
  const recent = openKeys(article.layout) >= MANY_KEYS ? article.keysReadWithin(AGE, now) : undefined;
  const own = recent && (await readOwn(client, table, articleId, article, shard));
  if (recent !== undefined && own !== undefined) return sumOf(new Map([...recent, own]));
  const read = await readTally(client, table, articleId);
  article.learn(read, now);
  return sumOf(read.keys);
}

/**
 * The tally of the key that was written; undefined if its layout does not match the cached tallies of the other keys.
 */
async function readOwn(
  client: DynamoDBDocumentClient,
  table: string,
  articleId: ArticleId,
  { layout }: ArticleMemory,
  shard: ShardName | undefined,
): Promise<[key: number, Tally] | undefined> {
  const key = shard === undefined ? 0 : keyOf(shard);
  if (key > 0) {
    const isOpen = layout.first <= key && key < layout.next;
    return isOpen ? [key, await readKey(client, table, articleId, key)] : undefined;
  }
  const home = await readHome(client, table, articleId);
  // A key folded meanwhile is counted by the home key now.
  return home.layout.first === layout.first ? [key, home.tally] : undefined;
}
