import { createHash, randomUUID } from 'node:crypto';
import { QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoDBRatingStore } from '../../lambda/storage/dynamodb-rating-store.ts';
import type { TransactItem } from '../../lambda/storage/items/transact-item.ts';
import { DailySalt } from '../../lambda/storage/vote/daily-salt.ts';
import { NetworkLimit } from '../../lambda/storage/vote/network-limit.ts';
import { openDatabase } from '../../test/support/database.ts';
import type { Row } from '../results/row.ts';
import { median, quantile, spread, timed } from '../results/statistics.ts';
import { LIST, reading, voting } from './handler-calls.ts';

const RUNS = 5;
const CALLS = 3000;
/**
 * The articles get votes in turn: a single one would become hot, and its further partition keys would cost more reads.
 */
const ARTICLES = 40;

type Call = () => Promise<unknown>;
type Pair = Record<keyof Samples, Call>;
/** Milliseconds of each call. */
interface Samples {
  readonly handler: number[];
  readonly raw: number[];
}

/**
 * Compares each function's handler with the SDK calls that it cannot do without. Both run in turn, in one process and
 * on one fresh engine per run, so that other load on the machine affects both alike.
 */
export async function measureWarmPath(): Promise<Row[]> {
  const votes: Samples[] = [];
  const limited: Samples[] = [];
  const reads: Samples[] = [];
  const lists: Samples[] = [];
  for (let run = 0; run < RUNS; run++) {
    const database = await openDatabase('dynoxide');
    const pairs = calls(database.client, database.table);
    votes.push(await alternate(pairs.vote, CALLS));
    limited.push(await alternate(pairs.limitedVote, CALLS / 3));
    reads.push(await alternate(pairs.read, CALLS));
    // Each article of the list has a vote to read, like the article of the raw queries.
    for (const article of LIST) await voting(new DynamoDBRatingStore(database.client, database.table))(article);
    lists.push(await alternate(pairs.list, CALLS / 60));
    await database.close();
  }
  return [
    compare('vote', 'transaction + query', votes, 0.5, 1.1),
    compare('vote', 'transaction + query', votes, 0.99, 1.25),
    compare('vote counted by network', 'transaction of three + query', limited, 0.5, 1.15),
    compare('read', 'query', reads, 0.5, 1.1),
    compare('read', 'query', reads, 0.99, 1.25),
    compare('read of 50', '50 queries at once', lists, 0.5, 1.1),
  ];
}

async function alternate({ handler, raw }: Pair, count: number): Promise<Samples> {
  const samples: Samples = { handler: [], raw: [] };
  for (let call = -count / 4; call < count; call++) {
    // In random order: otherwise GC pauses would always hit the same side.
    const handlerFirst = Math.random() < 0.5;
    const first = await timed(handlerFirst ? handler : raw);
    const second = await timed(handlerFirst ? raw : handler);
    if (call < 0) continue; // warming up
    samples.handler.push(handlerFirst ? first : second);
    samples.raw.push(handlerFirst ? second : first);
  }
  return samples;
}

function compare(what: string, floor: string, runs: readonly Samples[], share: number, atMost: number): Row {
  const ratio = ({ handler, raw }: Samples) => quantile(handler, share) / quantile(raw, share);
  const all = { handler: runs.flatMap(({ handler }) => handler), raw: runs.flatMap(({ raw }) => raw) };
  return {
    group: 'warm',
    what: `handler: ${what}, p${share * 100}`,
    value: quantile(all.handler, share),
    spread: spread(runs.map(({ handler }) => quantile(handler, share))),
    unit: 'ms',
    floor: { what: floor, value: quantile(all.raw, share) },
    // One run has too few samples in its tail to compare.
    ratio: share > 0.9 ? ratio(all) : median(runs.map(ratio)),
    goal: { atMost },
  };
}

/** Returns the article whose turn it is. */
type Turn = () => string;
type Kind = 'vote' | 'limitedVote' | 'read' | 'list';

function calls(client: DynamoDBDocumentClient, table: string): Record<Kind, Pair> {
  const store = new DynamoDBRatingStore(client, table);
  const limitingStore = new DynamoDBRatingStore(client, table, {
    networkLimit: new NetworkLimit(table, new DailySalt(client, table), { perArticle: 1_000_000, inTotal: 0 }),
  });
  const inTurn = (name: string) => {
    let call = 0;
    return () => `${name}-${call++ % ARTICLES}`;
  };
  const rawQuery = (article = 'raw-0') =>
    client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': `ARTICLE#${article}`, ':sk': 'TALLY#' },
        ConsistentRead: true,
      }),
    );
  const rawTransaction = (article: string, ...guards: TransactItem[]) =>
    client.send(
      new TransactWriteCommand({
        TransactItems: [
          {
            Put: {
              TableName: table,
              Item: { pk: `VOTER#${key()}`, sk: `ARTICLE#${article}`, rating: 4, votedAt: '2026-01-01T00:00:00.000Z' },
              ConditionExpression: 'attribute_not_exists(pk)',
              ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
            },
          },
          {
            Update: {
              TableName: table,
              Key: { pk: `ARTICLE#${article}`, sk: 'TALLY#00' },
              UpdateExpression: 'ADD s4 :s4',
              ExpressionAttributeValues: { ':s4': 1 },
            },
          },
          ...guards,
        ],
      }),
    );
  // As long as the key that the handler derives from the voter ID.
  const key = () => createHash('sha256').update(randomUUID()).digest('base64url');
  const [vote, limitedVote] = [voting(store), voting(limitingStore)];
  const [handled, limited, raw, rawLimited] = ['handled', 'limited', 'raw', 'raw-limited'].map(inTurn) as [
    Turn,
    Turn,
    Turn,
    Turn,
  ];
  const viaNetwork = { 'cloudfront-viewer-address': '192.0.2.1:443' };
  return {
    vote: {
      handler: () => vote(handled()),
      raw: async () => {
        const article = raw();
        await rawTransaction(article);
        await rawQuery(article);
      },
    },
    limitedVote: {
      handler: () => limitedVote(limited(), viaNetwork),
      raw: async () => {
        const article = rawLimited();
        await rawTransaction(article, {
          Update: {
            TableName: table,
            Key: { pk: `NETWORK#${article}`, sk: 'COUNT' },
            UpdateExpression: 'ADD voters :one SET expiresAt = :expiresAt',
            ConditionExpression: 'attribute_not_exists(voters) OR voters < :perDay',
            ExpressionAttributeValues: { ':one': 1, ':perDay': 1_000_000, ':expiresAt': 2_000_000_000 },
          },
        });
        await rawQuery(article);
      },
    },
    read: {
      handler: reading(store, ['handled-0']),
      raw: () => rawQuery(),
    },
    list: {
      handler: reading(store, LIST),
      raw: () => Promise.all(Array.from({ length: 50 }, () => rawQuery())),
    },
  };
}
