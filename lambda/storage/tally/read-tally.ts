import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../domain/article-id.ts';
import { addTallies, EMPTY_TALLY } from '../../domain/tally.ts';
import type { Tally } from '../../domain/tally.ts';
import { layoutOf, openSerials } from './article-layout.ts';
import type { ArticleLayout } from './article-layout.ts';
import { articlePartition, furtherPartition, IMPORTED_PREFIX, shardKey, SHARD_PREFIX } from '../items/keys.ts';
import { tallyOf } from '../items/shard-counts.ts';
import type { ShardCounts } from '../items/shard-counts.ts';
import { SPREAD } from '../items/shard-name.ts';

export interface StoredTally {
  readonly layout: ArticleLayout;
  /** The sum over the shards of each partition key, by its number; 0 is the home key. */
  readonly keys: ReadonlyMap<number, Tally>;
  /** The imported totals, which have no votes. The sum of the home key in `keys` includes them. */
  readonly imported: Tally;
}

/**
 * Reads a whole tally: one Query for a quiet article, and one more for each open further partition key. The home key is
 * read first, because its item `spread` lists the open keys and counts the votes of the folded ones.
 */
export async function readTally(
  client: DynamoDBDocumentClient,
  table: string,
  articleId: ArticleId,
  { consistent = true }: { readonly consistent?: boolean } = {},
): Promise<StoredTally> {
  const home = await readHome(client, table, articleId, consistent);
  const further = await Promise.all(
    openSerials(home.layout).map(
      async (serial) => [serial, await readKey(client, table, articleId, serial, consistent)] as const,
    ),
  );
  return { layout: home.layout, keys: new Map([[0, home.tally], ...further]), imported: home.imported };
}

/** Reads the shards under the home partition key. `tally` includes the imported totals. */
export async function readHome(
  client: DynamoDBDocumentClient,
  table: string,
  articleId: ArticleId,
  consistent = true,
): Promise<{ readonly layout: ArticleLayout; readonly tally: Tally; readonly imported: Tally }> {
  const items = await queryShards(client, table, articlePartition(articleId), consistent);
  const spread = items.find(({ sk }) => sk === SHARD_PREFIX + SPREAD);
  const imported = items.filter(({ sk }) => sk.startsWith(IMPORTED_PREFIX));
  // Writers choose among this many shards, so other items must not count: every article would grow.
  const width = items.length - imported.length - (spread === undefined ? 0 : 1);
  return { layout: layoutOf(spread, width), tally: sum(items), imported: sum(imported) };
}

/** Reads the shards under one further partition key. A folded key keeps its counts for readers with the old layout. */
export async function readKey(
  client: DynamoDBDocumentClient,
  table: string,
  articleId: ArticleId,
  serial: number,
  consistent = true,
): Promise<Tally> {
  return sum(await queryShards(client, table, furtherPartition(articleId, serial), consistent));
}

/** Reads only the item that lists the open keys. */
export async function readLayout(
  client: DynamoDBDocumentClient,
  table: string,
  articleId: ArticleId,
  { width }: ArticleLayout,
): Promise<ArticleLayout> {
  const { Item } = await client.send(
    new GetCommand({ TableName: table, Key: shardKey(articleId, SPREAD), ConsistentRead: true }),
  );
  return layoutOf(Item, width);
}

/**
 * Reads the shards under one partition key. They are far smaller than a page of 1 MB, so one Query returns them all.
 */
export async function queryShards(client: DynamoDBDocumentClient, table: string, pk: string, ConsistentRead: boolean) {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
      ExpressionAttributeValues: { ':pk': pk, ':sk': SHARD_PREFIX },
      ...(ConsistentRead && { ConsistentRead }),
    }),
  );
  return Items as (ShardCounts & { readonly sk: string })[];
}

function sum(items: readonly ShardCounts[]): Tally {
  return items.map(tallyOf).reduce(addTallies, EMPTY_TALLY);
}
