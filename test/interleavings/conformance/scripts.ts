import {
  BatchGetCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Command } from '../../support/fake-dynamodb/fake-dynamodb.ts';

type Writes = NonNullable<TransactWriteCommandInput['TransactItems']>;

/** The commands of one test, in sequence, on the table `TableName`; only this test uses `pk`. */
export type Script = (TableName: string, pk: string) => Command[];

const OLD = 'ALL_OLD' as const;

/** Scripts by test title. */
export const SCRIPTS: Readonly<Record<string, Script>> = {
  'reads back what was put': (TableName, pk) => [
    new PutCommand({ TableName, Item: { pk, sk: 'a', rating: 4, invented: true, votedAt: '2026-01-01' } }),
    new GetCommand({ TableName, Key: { pk, sk: 'a' }, ConsistentRead: true }),
    new GetCommand({ TableName, Key: { pk, sk: 'b' } }),
  ],
  'puts only under its condition, and returns the existing item': (TableName, pk) => {
    const put = (rating: number, rest = {}) =>
      new PutCommand({
        ...{ TableName, Item: { pk, sk: 'a', rating }, ConditionExpression: 'attribute_not_exists(pk)', ...rest },
      });
    return [put(1), put(2), put(3, { ReturnValuesOnConditionCheckFailure: OLD })];
  },
  'compares versions': (TableName, pk) => {
    const Key = { pk, sk: 'a' };
    const change = (ConditionExpression: string, values: Record<string, unknown>) =>
      new UpdateCommand({
        ...{ TableName, Key, ConditionExpression, UpdateExpression: 'SET rating = :new' },
        ExpressionAttributeValues: { ':new': 5, ...values },
        ReturnValuesOnConditionCheckFailure: OLD,
      });
    return [
      new PutCommand({ TableName, Item: { ...Key, rating: 3, votedAt: '2026-01-01T00:00:00.000Z' } }),
      change('rating = :r AND votedAt = :v', { ':r': 3, ':v': '2026-01-01T00:00:00.001Z' }),
      change('rating = :r AND attribute_not_exists(votedAt)', { ':r': 3 }),
      change('attribute_exists(pk) AND attribute_not_exists(rating)', {}),
      change('rating = :r AND votedAt = :v', { ':r': '3', ':v': '2026-01-01T00:00:00.000Z' }),
      change('rating < :r OR (NOT votedAt <= :v)', { ':r': 3, ':v': '2026' }),
      change('rating <> :r', { ':r': 3 }),
      change('absent <> :r', { ':r': 3 }),
      change('rating = :r AND votedAt > :v', { ':r': 5, ':v': '2025' }),
      new GetCommand({ TableName, Key, ConsistentRead: true }),
    ];
  },
  'compares absent attributes': (TableName, pk) => {
    const Key = { pk, sk: 'a' };
    const check = (ConditionExpression: string) =>
      new PutCommand({ TableName, Item: Key, ConditionExpression, ExpressionAttributeValues: { ':v': 3 } });
    return ['x = :v', 'x < :v', 'x >= :v', 'NOT x = :v', 'x IN (:v)', 'begins_with(pk, :v)', 'x <> :v'].map(check);
  },
  'adds, removes and sets in one update, also without an existing item': (TableName, pk) => {
    const Key = { pk, sk: 'a' };
    const update = (UpdateExpression: string, ExpressionAttributeValues?: Record<string, unknown>) =>
      new UpdateCommand({ TableName, Key, UpdateExpression, ExpressionAttributeValues, ReturnValues: 'ALL_NEW' });
    return [
      update('ADD s1 :one, s2 :minus REMOVE recount', { ':one': 1, ':minus': -1 }),
      update('ADD s1 :one SET recount = :mark', { ':one': 2, ':mark': '#x' }),
      update('REMOVE recount, nothing'),
      update('SET s3 = s1 + :one, s4 = if_not_exists(s4, :one)', { ':one': 1 }),
      update('SET s3 = s3 - :one, s4 = if_not_exists(s4, :one)', { ':one': 5 }),
      update('SET s5 = s9', {}),
      update('ADD recount :text', { ':text': 'many' }),
      update('SET recount = :text', { ':text': 'many' }),
      update('ADD recount :one', { ':one': 1 }),
      update('SET pk = :text', { ':text': 'many' }),
      new GetCommand({ TableName, Key, ConsistentRead: true }),
    ];
  },
  'knows attributes by their placeholders': (TableName, pk) => [
    new UpdateCommand({
      ...{ TableName, Key: { pk, sk: 'a' }, UpdateExpression: 'SET #first = :v' },
      ...{ ExpressionAttributeNames: { '#first': 'first' }, ExpressionAttributeValues: { ':v': 7 } },
    }),
    new UpdateCommand({
      ...{ TableName, Key: { pk, sk: 'a' }, UpdateExpression: 'REMOVE #first', ConditionExpression: '#first = :v' },
      ...{ ExpressionAttributeNames: { '#first': 'first' }, ExpressionAttributeValues: { ':v': 7 } },
      ReturnValues: OLD,
    }),
    new GetCommand({ TableName, Key: { pk, sk: 'a' }, ConsistentRead: true }),
  ],
  'refuses reserved words as names': (TableName, pk) => [
    new UpdateCommand({
      ...{ TableName, Key: { pk, sk: 'a' }, UpdateExpression: 'SET shard = :v' },
      ExpressionAttributeValues: { ':v': '00' },
    }),
    new PutCommand({
      ...{ TableName, Item: { pk, sk: 'a', first: 1 }, ConditionExpression: 'attribute_not_exists(first)' },
    }),
    new PutCommand({ TableName, Item: { pk, sk: 'a', shard: '00', first: 1, closed: 'x', recount: 'x' } }),
    new DeleteCommand({
      ...{ TableName, Key: { pk, sk: 'a' }, ConditionExpression: 'closed = :x AND recount = :x' },
      ExpressionAttributeValues: { ':x': 'x' },
    }),
  ],
  'refuses placeholders that are missing or not used': (TableName, pk) => [
    new UpdateCommand({
      ...{ TableName, Key: { pk, sk: 'a' }, UpdateExpression: 'SET a = :v' },
      ExpressionAttributeValues: { ':v': 7, ':w': 1 },
    }),
    new UpdateCommand({ TableName, Key: { pk, sk: 'a' }, UpdateExpression: 'SET #a = :v' }),
    new GetCommand({ TableName, Key: { pk, sk: 'a' }, ConsistentRead: true }),
  ],
  'deletes items, existing or not': (TableName, pk) => [
    new PutCommand({ TableName, Item: { pk, sk: 'a', rating: 1 } }),
    new DeleteCommand({
      ...{
        TableName,
        Key: { pk, sk: 'a' },
        ConditionExpression: 'rating = :r',
        ExpressionAttributeValues: { ':r': 2 },
      },
    }),
    new DeleteCommand({ TableName, Key: { pk, sk: 'a' }, ReturnValues: OLD }),
    new DeleteCommand({ TableName, Key: { pk, sk: 'a' } }),
    new DeleteCommand({ TableName, Key: { pk, sk: 'a' }, ConditionExpression: 'attribute_exists(pk)' }),
  ],
  'writes a transaction whole or not at all, with a reason for each write': (TableName, pk) => {
    const key = (sk: string) => ({ pk, sk });
    const vote = (rating: number) => ({
      Put: {
        ...{ TableName, Item: { ...key('vote'), rating }, ConditionExpression: 'attribute_not_exists(pk)' },
        ReturnValuesOnConditionCheckFailure: OLD,
      },
    });
    const shard = (star: number, limit: number) => ({
      Update: {
        ...{ TableName, Key: key('shard'), UpdateExpression: `ADD s${star} :one` },
        ConditionExpression: `attribute_not_exists(s${star}) OR s${star} < :limit`,
        ExpressionAttributeValues: { ':one': 1, ':limit': limit },
      },
    });
    const check = (sk: string) => ({
      ConditionCheck: { TableName, Key: key(sk), ConditionExpression: 'attribute_exists(pk)' },
    });
    const remove = (sk: string) => ({ Delete: { TableName, Key: key(sk) } });
    const write = (...TransactItems: Writes) => new TransactWriteCommand({ TransactItems });
    return [
      write(vote(4), shard(4, 1), check('absent')),
      write(vote(4), shard(4, 1)),
      write(vote(5), shard(4, 1), check('absent'), check('other')),
      write(check('vote'), shard(4, 2)),
      write(remove('vote'), shard(3, 1)),
      write(remove('vote'), remove('vote')),
      write(),
      new QueryCommand({ TableName, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } }),
    ];
  },
  'carries a transaction out once for each token': (TableName, pk) => {
    const add = (token: string, by: number, condition?: string) =>
      new TransactWriteCommand({
        ClientRequestToken: `${token} ${pk}`.slice(0, 36),
        TransactItems: [
          {
            Update: {
              ...{ TableName, Key: { pk, sk: 'a' }, UpdateExpression: 'ADD s1 :by' },
              ExpressionAttributeValues: { ':by': by },
              ConditionExpression: condition,
            },
          },
        ],
      });
    return [
      add('one', 1),
      add('one', 1),
      add('one', 2),
      add('two', 1, 'attribute_exists(s2)'),
      new UpdateCommand({
        TableName,
        Key: { pk, sk: 'a' },
        UpdateExpression: 'ADD s2 :x',
        ExpressionAttributeValues: { ':x': 1 },
      }),
      // The first was cancelled.
      add('two', 1, 'attribute_exists(s2)'),
      add('two', 1, 'attribute_exists(s2)'),
      new GetCommand({ TableName, Key: { pk, sk: 'a' }, ConsistentRead: true }),
    ];
  },
  'queries a partition by sort key, page by page': (TableName, pk) => {
    const query = (rest: object) =>
      new QueryCommand({
        ...{ TableName, KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)', ConsistentRead: true },
        ...{ ExpressionAttributeValues: { ':pk': pk, ':sk': 'TALLY#' }, ...rest },
      });
    return [
      ...['TALLY#10', 'TALLY#01', 'OTHER', 'TALLY#00', 'TALLY#imported#x', 'TALLY#é'].map(
        (sk, index) => new PutCommand({ TableName, Item: { pk, sk, s1: index } }),
      ),
      query({}),
      query({ Limit: 2 }),
      query({ ExclusiveStartKey: { pk, sk: 'TALLY#01' } }),
      query({
        ...{
          FilterExpression: 's1 > :few',
          ProjectionExpression: 'sk, #s1',
          ExpressionAttributeNames: { '#s1': 's1' },
        },
        ExpressionAttributeValues: { ':pk': pk, ':sk': 'TALLY#', ':few': 1 },
      }),
      query({ ExpressionAttributeValues: { ':pk': `${pk} nobody`, ':sk': 'TALLY#' } }),
    ];
  },
  // One partition, because the order of partitions depends on the engine.
  'filters a scan': (TableName, pk) => [
    ...['x', 'y', 'z'].map(
      (sk, index) => new PutCommand({ TableName, Item: { pk: `${pk}#${sk}`, sk, rating: index } }),
    ),
    new ScanCommand({
      ...{
        TableName,
        FilterExpression: 'begins_with(pk, :pk) AND (rating >= :r OR sk IN (:x, :q))',
        ConsistentRead: true,
      },
      ExpressionAttributeValues: { ':pk': `${pk}#y`, ':r': 1, ':x': 'x', ':q': 'q' },
    }),
  ],
  'reads many items at once': (TableName, pk) => [
    new PutCommand({ TableName, Item: { pk, sk: 'a', rating: 1 } }),
    new BatchGetCommand({
      RequestItems: {
        [TableName]: {
          Keys: [
            { pk, sk: 'a' },
            { pk, sk: 'b' },
          ],
          ConsistentRead: true,
        },
      },
    }),
    new BatchGetCommand({
      RequestItems: {
        [TableName]: {
          Keys: [
            { pk, sk: 'a' },
            { pk, sk: 'a' },
          ],
        },
      },
    }),
  ],
  'does not know a table of another name': (_, pk) => [
    new GetCommand({ TableName: 'no-such-table', Key: { pk, sk: 'a' } }),
    new PutCommand({ TableName: 'no-such-table', Item: { pk, sk: 'a' } }),
    new TransactWriteCommand({ TransactItems: [{ Put: { TableName: 'no-such-table', Item: { pk, sk: 'a' } } }] }),
  ],
};
