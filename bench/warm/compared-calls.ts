import { createHash, randomUUID } from 'node:crypto';
import { QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoDBRatingStore } from '../../lambda/storage/dynamodb-rating-store.ts';
import type { TransactItem } from '../../lambda/storage/items/transact-item.ts';
import { DailySalt } from '../../lambda/storage/vote/daily-salt.ts';
import { NetworkLimit } from '../../lambda/storage/vote/network-limit.ts';
import { LIST, reading, voting } from './handler-calls.ts';

/**
 * The articles get votes in turn: a single one would become hot, and its further partition keys would cost more reads.
 */
const ARTICLES = 40;

type Call = () => Promise<unknown>;

export interface Pair {
  readonly handler: Call;
  readonly raw: Call;
}

/** Returns the article whose turn it is. */
type Turn = () => string;
type Kind = 'vote' | 'limitedVote' | 'read' | 'list';

/** The calls to compare: those of a handler, and the SDK calls that it cannot do without. */
export function comparedCalls(client: DynamoDBDocumentClient, table: string): Record<Kind, Pair> {
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
