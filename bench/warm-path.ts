import { createHash, randomUUID } from 'node:crypto';
import { QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { answering } from '../lambda/http/answering.ts';
import { getRatings } from '../lambda/http/get-ratings.ts';
import { recordVote } from '../lambda/http/record-vote.ts';
import { DynamoDBRatingStore } from '../lambda/storage/dynamodb-rating-store.ts';
import { openDatabase } from '../test/support/database.ts';
import { httpEvent } from '../test/support/event.ts';
import type { Row } from './row.ts';
import { median, quantile, timed } from './statistics.ts';

const RUNS = 5;
const CALLS = 1500;

type Call = () => Promise<unknown>;
/** Milliseconds of each call. */
interface Samples {
  readonly handler: number[];
  readonly raw: number[];
}

/**
 * Each function's handler beside the SDK calls that it cannot do without, in turn, in one process and on one fresh
 * engine per run, so that whatever the machine does meanwhile befalls both.
 */
export async function measureWarmPath(): Promise<Row[]> {
  const votes: Samples[] = [];
  const reads: Samples[] = [];
  for (let run = 0; run < RUNS; run++) {
    const database = await openDatabase('dynoxide');
    const { vote, read } = calls(database.client, database.table);
    votes.push(await alternate(vote));
    reads.push(await alternate(read));
    await database.close();
  }
  return [
    ...[0.5, 0.99].map((share) => compare('vote, handler', 'transaction + query', votes, share)),
    ...[0.5, 0.99].map((share) => compare('read, handler', 'query', reads, share)),
  ];
}

async function alternate({ handler, raw }: Record<keyof Samples, Call>): Promise<Samples> {
  const samples: Samples = { handler: [], raw: [] };
  for (let call = -200; call < CALLS; call++) {
    const first = await timed(call % 2 ? handler : raw);
    const second = await timed(call % 2 ? raw : handler);
    if (call < 0) continue; // warming up
    samples.handler.push(call % 2 ? first : second);
    samples.raw.push(call % 2 ? second : first);
  }
  return samples;
}

function compare(what: string, floor: string, runs: readonly Samples[], share: number): Row {
  const middle = (of: (samples: Samples) => number) => median(runs.map(of));
  return {
    what: `${what}, p${share * 100}`,
    value: middle(({ handler }) => quantile(handler, share)),
    unit: 'ms',
    floor: { what: floor, value: middle(({ raw }) => quantile(raw, share)) },
    ratio: middle(({ handler, raw }) => quantile(handler, share) / quantile(raw, share)),
    goal: { atMost: 1.15 },
  };
}

function calls(client: DynamoDBDocumentClient, table: string): Record<'vote' | 'read', Record<keyof Samples, Call>> {
  const store = new DynamoDBRatingStore(client, table);
  const failed = (error: unknown) => {
    throw error;
  };
  const handleVote = answering(recordVote({ store }), { failed });
  const handleRead = answering(getRatings(store, { maxAge: 5, staleWhileRevalidate: 30 }), { failed });
  const rawQuery = () =>
    client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': 'ARTICLE#raw', ':sk': 'TALLY#' },
        ConsistentRead: true,
      }),
    );
  const rawTransaction = (voter: string) =>
    client.send(
      new TransactWriteCommand({
        TransactItems: [
          {
            Put: {
              TableName: table,
              Item: { pk: `VOTER#${voter}`, sk: 'ARTICLE#raw', rating: 4, votedAt: '2026-01-01T00:00:00.000Z' },
              ConditionExpression: 'attribute_not_exists(pk)',
              ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
            },
          },
          {
            Update: {
              TableName: table,
              Key: { pk: 'ARTICLE#raw', sk: 'TALLY#00' },
              UpdateExpression: 'ADD s4 :s4',
              ExpressionAttributeValues: { ':s4': 1 },
            },
          },
        ],
      }),
    );
  return {
    vote: {
      handler: () => {
        const body = JSON.stringify({ articleId: 'handled', rating: 4, voterId: randomUUID() });
        return handleVote(httpEvent({ routeKey: 'POST /v1/votes', rawPath: '/v1/votes', body }));
      },
      raw: async () => {
        // As long as the key that the handler derives from the voter ID.
        await rawTransaction(createHash('sha256').update(randomUUID()).digest('base64url'));
        await rawQuery();
      },
    },
    read: {
      handler: () => handleRead(httpEvent({ rawQueryString: 'articleId=handled' })),
      raw: rawQuery,
    },
  };
}
