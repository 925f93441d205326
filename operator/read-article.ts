import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../lambda/domain/article-id.ts';
import { addTallies, EMPTY_TALLY } from '../lambda/domain/tally.ts';
import type { Tally } from '../lambda/domain/tally.ts';
import { articlePartition } from '../lambda/storage/keys.ts';
import { parseItem } from '../lambda/storage/parse-item.ts';
import type { StoredItem, StoredShard } from '../lambda/storage/parse-item.ts';
import type { Session } from './session.ts';

export interface Imported {
  readonly source: string;
  /** Whether the source knew only count and sum, and the distribution was made up to fit. */
  readonly invented: boolean;
  readonly counts: Tally;
}

/** An article's own partition: everything about it but the votes themselves. */
export interface Article {
  readonly articleId: ArticleId;
  /** What the numbered shards count, which is what was voted. */
  readonly voted: Tally;
  readonly shards: readonly StoredShard[];
  readonly imported: readonly Imported[];
  /** Items that this program does not know. */
  readonly foreign: readonly StoredItem[];
}

export async function readArticle(
  { client, table }: Pick<Session, 'client' | 'table'>,
  articleId: ArticleId,
): Promise<Article> {
  const shards: StoredShard[] = [];
  const imported: Imported[] = [];
  const foreign: StoredItem[] = [];
  const query = {
    TableName: table,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': articlePartition(articleId) },
    ConsistentRead: true,
  };
  for await (const { Items = [] } of paginateQuery({ client }, query)) {
    for (const item of Items as StoredItem[]) {
      const parsed = parseItem(item);
      if (parsed.kind === 'shard') shards.push(parsed.shard);
      else if (parsed.kind === 'imported') imported.push({ ...parsed, counts: parsed.shard.counts });
      else foreign.push(item);
    }
  }
  const voted = shards.map(({ counts }) => counts).reduce(addTallies, EMPTY_TALLY);
  return {
    articleId,
    voted,
    shards,
    imported: imported.map(({ source, invented, counts }) => ({ source, invented, counts })),
    foreign,
  };
}

/** What visitors see: votes and imported totals. */
export function shownTally({ voted, imported }: Article): Tally {
  return imported.map(({ counts }) => counts).reduce(addTallies, voted);
}
