import {
  BatchGetCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Command } from '../../support/fake-dynamodb/fake-dynamodb.ts';

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Makes commands of all kinds on a few items, with conditions that hold about as often as not. */
export function randomCommands(TableName: string, prefix: string, random: () => number): () => Command {
  const below = (limit: number) => Math.floor(random() * limit);
  const oneOf = <T>(...options: readonly T[]) => options[below(options.length)] as T;
  const pk = () => `${prefix}${below(3)}`;
  const sk = () => oneOf('TALLY#00', 'TALLY#01', 'VOTE');
  const number = () => below(4) - 1;
  const attribute = () => oneOf('s1', 's2', 'rating');

  const comparison = (): string =>
    oneOf(
      () => `attribute_exists(${attribute()})`,
      () => 'attribute_not_exists(pk)',
      () => 'attribute_exists(pk)',
      () => `attribute_not_exists(${attribute()})`,
      () => `${attribute()} ${oneOf('=', '<', '<=', '>', '>=', '<>')} :a`,
      () => `mark ${oneOf('<', '=')} :t`,
      () => 'begins_with(mark, :t)',
      () => `${attribute()} IN (:a, :t)`,
    )();
  const condition = (depth = 0): string => {
    if (depth > 2 || random() < 0.4) return comparison();
    return oneOf(
      () => `${condition(depth + 1)} AND ${condition(depth + 1)}`,
      () => `${condition(depth + 1)} OR ${condition(depth + 1)}`,
      () => `NOT ${condition(depth + 1)}`,
      () => `(${comparison()} OR ${comparison()}) AND ${condition(depth + 1)}`,
    )();
  };
  const update = () =>
    [
      oneOf('', 'ADD s1 :a', 'ADD s1 :a, s2 :b'),
      `SET seen = :b${oneOf('', ', rating = :a', ', mark = :t', ', rating = if_not_exists(rating, :b) + :a')}`,
      oneOf('', 'REMOVE recount', 'REMOVE s3, recount'),
    ].join(' ');
  /** Only the values that the expressions use. */
  const values = (...expressions: (string | undefined)[]) => {
    const all = { ':a': number(), ':b': number(), ':t': oneOf('#', '2026-01', '2027') };
    const used = Object.entries(all).filter(([name]) => expressions.join(' ').includes(name));
    return used.length > 0 ? { ExpressionAttributeValues: Object.fromEntries(used) } : {};
  };
  const item = () => {
    const attributes = { s1: number(), s2: number(), rating: below(5), mark: oneOf('#x', '2026-01-01#x', '2028') };
    return Object.fromEntries(Object.entries(attributes).filter(() => random() < 0.6));
  };
  const write = (key = { pk: pk(), sk: sk() }): Write => {
    const ConditionExpression = random() < 0.7 ? condition() : undefined;
    const old = { ReturnValuesOnConditionCheckFailure: oneOf('ALL_OLD', 'NONE') } as const;
    const base = { TableName, ...(ConditionExpression !== undefined && { ConditionExpression, ...old }) };
    const bound = values(ConditionExpression);
    return oneOf<() => Write>(
      () => ({ Put: { ...base, ...bound, Item: { ...key, ...item() } } }),
      () => ({ Delete: { ...base, ...bound, Key: key } }),
      () => {
        const UpdateExpression = update();
        return { Update: { ...base, Key: key, UpdateExpression, ...values(UpdateExpression, ConditionExpression) } };
      },
    )();
  };
  const single = (): Command => {
    const { Put, Update, Delete } = write();
    if (Put !== undefined) return new PutCommand({ ...Put, ReturnValues: oneOf('NONE', 'ALL_OLD') });
    if (Update !== undefined)
      return new UpdateCommand({ ...Update, ReturnValues: oneOf('NONE', 'ALL_OLD', 'ALL_NEW') });
    return new DeleteCommand({ ...(Delete as NonNullable<Write['Delete']>), ReturnValues: oneOf('NONE', 'ALL_OLD') });
  };
  const sent: TransactWriteCommand[] = [];
  const transaction = (): Command => {
    // Sometimes repeats an earlier command with its token.
    if (sent.length > 0 && random() < 0.1) return oneOf(...sent);
    const keys = ['TALLY#00', 'TALLY#01', 'VOTE'].map((each) => ({ pk: pk(), sk: each }));
    const TransactItems = keys.slice(0, 1 + below(3)).map((key) => write(key));
    const command = new TransactWriteCommand({ TransactItems, ClientRequestToken: `${prefix}${sent.length}` });
    sent.push(command);
    return command;
  };
  const query = () =>
    new QueryCommand({
      ...{ TableName, KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)', ConsistentRead: true },
      ExpressionAttributeValues: { ':pk': pk(), ':sk': 'TALLY#' },
    });
  const batch = () => {
    const Keys = ['TALLY#00', 'VOTE'].map((each) => ({ pk: pk(), sk: each }));
    return new BatchGetCommand({ RequestItems: { [TableName]: { Keys, ConsistentRead: true } } });
  };
  return () =>
    oneOf<() => Command>(
      single,
      single,
      transaction,
      transaction,
      query,
      () => new GetCommand({ TableName, Key: { pk: pk(), sk: sk() }, ConsistentRead: true }),
      batch,
    )();
}
