import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { build, type BuildOptions } from 'esbuild';
import fc from 'fast-check';
import { stock, trimming } from '../../bundling/functions.ts';
import { AwsJson } from '../../bundling/sdk-replacements/aws-json.ts';
import { errorClasses } from './error-classes.ts';
import { failure, startScriptedDynamoDB, type Reply } from '../support/scripted-dynamodb.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { Outcome, Sent } from './wire-client.ts';

// Compares the trimmed SDK with the whole one: both send the same commands to the same DynamoDB.

/** As Lambda sets it for a function. */
const environment = {
  ...{ AWS_REGION: 'eu-central-1', AWS_LAMBDA_FUNCTION_NAME: 'a-function', _X_AMZN_TRACE_ID: 'Root=1-2-3' },
  ...{ AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'a-session-token' },
};
/** Headers that depend on the time, the connection, the order of members in JSON, or the SDK itself. */
const INCIDENTAL = /^(amz-sdk-.*|authorization|host|user-agent|x-amz-(content-sha256|date|user-agent))$/;
/** The SDK's retry statistics, and DynamoDB's own name of an error. */
const UNUSED = new Set(['attempts', 'totalRetryDelay', '__type']);

const OPERATIONS: Record<Sent['command'], string> = {
  GetCommand: 'GetItem',
  PutCommand: 'PutItem',
  QueryCommand: 'Query',
  TransactWriteCommand: 'TransactWriteItems',
};

const folder = temporaryFolder();
afterAll(() => folder[Symbol.dispose]());

interface Exchange {
  readonly sent: Sent;
  readonly reply: Reply;
}

async function bundle(name: string, options: BuildOptions): Promise<string> {
  const outdir = join(folder.path, name);
  await build({ ...options, entryPoints: { client: 'test/bundling/wire-client.ts' }, outdir });
  return join(outdir, 'client.mjs');
}

/**
 * The requests that reach DynamoDB when the bundle sends the commands, and the outcomes that it makes of the replies.
 */
async function exchange(bundle: string, exchanges: readonly Exchange[]) {
  await using dynamodb = await startScriptedDynamoDB();
  for (const [command, operation] of Object.entries(OPERATIONS)) {
    const own = exchanges.filter(({ sent }) => sent.command === command);
    dynamodb.reply(operation, ...own.map(({ reply }) => reply));
  }
  const child = spawn(process.execPath, [bundle], {
    env: { ...environment, AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(exchanges.map(({ sent }) => sent)));
  const [printed] = await Promise.all([text(child.stdout), once(child, 'close')]);
  const outcomes = JSON.parse(printed, (key, value: unknown) => (UNUSED.has(key) ? undefined : value)) as Outcome[];
  const received = dynamodb.calls.map(({ operation, headers, body }) => ({
    operation,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !INCIDENTAL.test(name))),
    body,
  }));
  return { outcomes, received };
}

const [trimmed, whole] = [bundle('trimmed', { ...stock, ...trimming }), bundle('whole', stock)];

/** Exchanges, and tries again after a time-out of the client: a busy machine may take longer than its one second. */
async function inTime(bundle: string, exchanges: readonly Exchange[], attempts = 5): ReturnType<typeof exchange> {
  const done = await exchange(bundle, exchanges);
  const isLate = done.outcomes.some((outcome) => 'error' in outcome && /"TimeoutError"/.test(JSON.stringify(outcome)));
  return isLate && attempts > 1 ? inTime(bundle, exchanges, attempts - 1) : done;
}

async function bothWays(exchanges: readonly Exchange[]) {
  const [ours, theirs] = [await inTime(await trimmed, exchanges), await inTime(await whole, exchanges)];
  expect(ours).toEqual(theirs);
  expect(ours.received).toHaveLength(exchanges.length);
  for (const { headers } of ours.received) {
    expect(headers).toMatchObject({ 'x-amz-security-token': 'a-session-token', 'x-amzn-trace-id': 'Root=1-2-3' });
  }
  return ours.outcomes;
}

// The SDK itself sends a body that is not JSON if a map has this key. Nothing that we store does.
const keyOf = (characters: fc.Arbitrary<string>) => characters.filter((key) => key !== '__proto__');

// Without binary values, which are refused, and without sets, which JSON would lose on the way to the other process.
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'binary' }),
    fc.integer(),
    fc.double({ min: -1e15, max: 1e15, noNaN: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(keyOf(fc.string({ unit: 'binary' })), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));
const native = fc.dictionary(keyOf(fc.string({ minLength: 1 })), value, { maxKeys: 4, noNullPrototype: true });
const { attribute } = fc.letrec((tie) => ({
  attribute: fc.oneof(
    { depthSize: 'small' },
    fc.record({ S: fc.string({ unit: 'binary' }) }),
    fc.record({ N: fc.integer().map(String) }),
    fc.record({ BOOL: fc.boolean() }),
    fc.constant({ NULL: true }),
    fc.record({ L: fc.array(tie('attribute'), { maxLength: 3 }) }),
    fc.record({ M: fc.dictionary(keyOf(fc.string()), tie('attribute'), { maxKeys: 3, noNullPrototype: true }) }),
  ),
}));
const item = fc.dictionary(keyOf(fc.string({ minLength: 1 })), attribute, { maxKeys: 4, noNullPrototype: true });
const items = fc.array(item, { maxLength: 3 });

/** A command and a suitable answer. */
const exchangeOf = (command: Sent['command'], input: fc.Arbitrary<object>, body: fc.Arbitrary<object>) =>
  fc.record({
    sent: input.map((members) => ({ command, input: members })),
    reply: body.map((members) => ({ status: 200, body: members })),
  });
const exchanges: fc.Arbitrary<Exchange> = fc.oneof(
  exchangeOf(
    'GetCommand',
    fc.record({ TableName: fc.string(), Key: fc.record({ pk: fc.string(), sk: value }) }),
    fc.record({ Item: item }),
  ),
  exchangeOf('PutCommand', fc.record({ TableName: fc.string(), Item: native }), fc.record({ Attributes: item })),
  exchangeOf(
    'QueryCommand',
    fc.record({
      TableName: fc.string(),
      ExpressionAttributeValues: native,
      Limit: fc.nat(),
      ConsistentRead: fc.boolean(),
    }),
    fc.record({ Items: items, Count: fc.nat(), LastEvaluatedKey: item }),
  ),
  exchangeOf(
    'TransactWriteCommand',
    fc.record({
      ClientRequestToken: fc.uuid(),
      TransactItems: fc.record({ Item: native }).map((Put) => [{ Put }, { Delete: { Key: { pk: 'a' } } }]),
    }),
    fc.constant({}),
  ),
);

test('sends the same requests as the SDK, and parses answers equally', async () => {
  const outcomes = await bothWays(fc.sample(exchanges, 300));
  expect(outcomes.filter((outcome) => 'error' in outcome)).toEqual([]);
});

const get: Sent = { command: 'GetCommand', input: { TableName: 't', Key: { pk: 'a' } } };
const put: Sent = { command: 'PutCommand', input: { TableName: 't', Item: { pk: 'a' } } };
const transact: Sent = {
  command: 'TransactWriteCommand',
  input: { ClientRequestToken: 'token', TransactItems: [{ Delete: { TableName: 't', Key: { pk: 'a' } } }] },
};
const Item = { pk: { S: 'a' }, rating: { N: '4' } };

test.each<[string, Sent, Reply]>([
  ['a condition that did not hold', put, failure('ConditionalCheckFailedException', { Item })],
  [
    'a cancelled transaction',
    transact,
    failure('TransactionCanceledException', {
      Message: 'Why.',
      CancellationReasons: [{ Code: 'ConditionalCheckFailed', Item }, { Code: 'None' }],
    }),
  ],
  ['a throttle', get, failure('ProvisionedThroughputExceededException')],
  ['a fault', get, failure('InternalServerError', {}, 500)],
  ['an error without a class', get, failure('AccessDeniedException')],
  ['an error without a name', get, { status: 400, body: {} }],
])('throws the same error after %s', async (_, sent, reply) => {
  const [outcome] = await bothWays([{ sent, reply }]);
  expect(outcome).toMatchObject({ is: expect.arrayContaining(['DynamoDBServiceException']) as string[] });
});

test('throws an error of every class that the SDK has', async () => {
  const names = errorClasses.map(([name]) => name).filter((name) => name !== 'DynamoDBServiceException');
  expect(names.length).toBeGreaterThan(30);
  const outcomes = await bothWays(names.map((name) => ({ sent: get, reply: failure(name) })));
  expect(outcomes.map((outcome) => 'is' in outcome && new Set(outcome.is))).toEqual(
    names.map((name) => new Set([name, 'DynamoDBServiceException'])),
  );
});

test('refuses binary values, which it would encode differently from the SDK', async () => {
  const protocol = new AwsJson(new URL('http://127.0.0.1'), Promise.resolve('test'));
  for (const B of [new Uint8Array([1]), Buffer.from([1])]) {
    const sending = protocol.serializeRequest({ name: 'PutItem' }, { Item: { pk: { B } } });
    await expect(sending).rejects.toThrow('no binary values');
  }
});
