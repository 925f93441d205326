import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { addTallies, EMPTY_TALLY } from '../../lambda/domain/tally.ts';
import type { Tally } from '../../lambda/domain/tally.ts';
import { layoutOf, openSerials } from '../../lambda/storage/tally/article-layout.ts';
import { articlePartition, furtherPartition } from '../../lambda/storage/items/keys.ts';
import { parseItem } from '../../lambda/storage/items/parse-item.ts';
import type { StoredItem, StoredShard } from '../../lambda/storage/items/parse-item.ts';
import { SPREAD } from '../../lambda/storage/items/shard-name.ts';
import type { Session } from '../session/session.ts';

export interface Imported {
  readonly source: string;
  /** Whether the source had only count and sum, and the distribution was invented to fit. */
  readonly invented: boolean;
  readonly counts: Tally;
  /** Whether every count is a whole number. */
  readonly sound: boolean;
}

/** All data of an article except its votes. */
export interface Article {
  readonly articleId: ArticleId;
  /** The sum of the shards: all counted votes. */
  readonly voted: Tally;
  readonly shards: readonly StoredShard[];
  readonly imported: readonly Imported[];
  /** Items of unknown kinds. */
  readonly foreign: readonly StoredItem[];
}

export async function readArticle(
  { client, table }: Pick<Session, 'client' | 'table'>,
  articleId: ArticleId,
): Promise<Article> {
  const shards: StoredShard[] = [];
  const imported: Imported[] = [];
  const foreign: StoredItem[] = [];
  const take = async (pk: string) => {
    for (const item of await readPartition(client, table, pk)) {
      const parsed = parseItem(item);
      if (parsed.kind === 'shard') shards.push(parsed.shard);
      else if (parsed.kind === 'imported') imported.push({ ...parsed, ...parsed.shard });
      else foreign.push(item);
    }
  };
  await take(articlePartition(articleId));
  const layout = layoutOf(shards.find(({ name }) => name === SPREAD)?.rest);
  for (const serial of openSerials(layout)) await take(furtherPartition(articleId, serial));
  const voted = shards.map(({ counts }) => counts).reduce(addTallies, EMPTY_TALLY);
  return {
    articleId,
    voted,
    shards,
    imported: imported.map(({ source, invented, counts, sound }) => ({ source, invented, counts, sound })),
    foreign,
  };
}

async function readPartition(client: Session['client'], table: string, pk: string): Promise<StoredItem[]> {
  const items: StoredItem[] = [];
  const query = {
    TableName: table,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
    ConsistentRead: true,
  };
  for await (const { Items = [] } of paginateQuery({ client }, query)) items.push(...(Items as StoredItem[]));
  return items;
}

/** The visible tally: votes and imported totals. */
export function shownTally({ voted, imported }: Article): Tally {
  return imported.map(({ counts }) => counts).reduce(addTallies, voted);
}
