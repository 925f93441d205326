import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../domain/article-id.ts';
import type { Tally } from '../domain/tally.ts';
import type { TopList } from '../domain/top-list.ts';
import { ifConditionHolds } from './items/if-condition-holds.ts';
import { topListKey } from './items/keys.ts';
import { retryingRead } from './retry/retrying.ts';
import { SYSTEM_CLOCK_AND_RANDOM } from '../domain/clock-and-random.ts';

/** One article of a list; 100 take about 8 kB. */
type Row = readonly [articleId: string, ...counts: Tally];

interface Item {
  readonly asOf: string;
  readonly mean: number;
  readonly votes: number;
  readonly articles: readonly Row[];
}

/**
 * @returns undefined if this prefix has no list, or none yet
 * @throws Busy
 */
export async function readTopList(
  client: DynamoDBDocumentClient,
  table: string,
  prefix: string,
  clockAndRandom = SYSTEM_CLOCK_AND_RANDOM,
): Promise<TopList | undefined> {
  const read = () => client.send(new GetCommand({ TableName: table, Key: topListKey(prefix) }));
  const { Item } = await retryingRead(read, clockAndRandom);
  // DynamoDB may delete expired items days late.
  if (Item === undefined || (Item['expiresAt'] as number) <= Date.now() / 1000) return undefined;
  const { asOf, mean, votes, articles } = Item as Item;
  return {
    asOf,
    prior: { mean, votes },
    articles: articles.map(([articleId, ...tally]) => ({ articleId: articleId as ArticleId, tally })),
  };
}

/**
 * Writes the list of a prefix, unless the stored list is newer.
 * @param keepSeconds seconds after which the list expires, unless a new list replaces it
 * @returns consumed write units
 */
export async function writeTopList(
  client: DynamoDBDocumentClient,
  table: string,
  prefix: string,
  { asOf, prior, articles }: TopList,
  keepSeconds: number,
): Promise<number> {
  const item: Item = {
    asOf,
    ...prior,
    articles: articles.map(({ articleId, tally }) => [articleId, ...tally]),
  };
  const expiresAt = Math.floor(Date.parse(asOf) / 1000) + keepSeconds;
  const command = new PutCommand({
    TableName: table,
    Item: { ...topListKey(prefix), ...item, expiresAt },
    ConditionExpression: 'attribute_not_exists(pk) OR asOf <= :asOf',
    ExpressionAttributeValues: { ':asOf': asOf },
    ReturnConsumedCapacity: 'TOTAL',
  });
  const written = await ifConditionHolds(client.send(command));
  return written?.ConsumedCapacity?.CapacityUnits ?? 0;
}
