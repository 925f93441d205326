import { cpSync, globSync, readFileSync, statSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { startFunctionProcess } from '../../local/functions/function-process.ts';
import type { FunctionProcess } from '../../local/functions/function-process.ts';
import { sandboxEnvironment } from '../../local/functions/sandbox-environment.ts';
import { startLocalSystem } from '../../local/local-system.ts';
import type { LocalSystem } from '../../local/local-system.ts';
import { localSecrets } from '../../local/data-folder/local-secrets.ts';
import { readAssembly } from '../../local/template/assembly.ts';
import { functionsOf } from '../../local/template/functions.ts';
import type { FunctionDefinition } from '../../local/template/functions.ts';
import { synthesizedAssembly } from '../support/synthesized-assembly.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { documentedEvent } from './documented-events.ts';
import { installClient, startInRuntime } from './runtime-client.ts';
import type { RunningFunction } from './runtime-client.ts';

/** One function twice, each with its own database: in AWS's runtime client, and as `npm start` runs it. */
interface Pair {
  readonly inRuntime: RunningFunction;
  readonly local: FunctionProcess;
}

const code = temporaryFolder();
const systems: LocalSystem[] = [];
let vote: Pair;
let read: Pair;
let secret: string;
let before: string[];

beforeAll(async () => {
  installClient();
  const { folder } = await synthesizedAssembly({ votersPerNetwork: 2 });
  const definitions = functionsOf({ ...readAssembly(folder), secretOf: localSecrets(undefined) });
  for (let side = 0; side < 2; side++) systems.push(await startLocalSystem({ assembly: folder }));
  const pairOf = async (definition: FunctionDefinition, name: string): Promise<Pair> => {
    // A copy of the folder, so that a write by the function is detected.
    cpSync(definition.folder, join(code.path, name), { recursive: true });
    const copy = {
      ...definition,
      folder: join(code.path, name),
      file: definition.file.replace(/^.*\//, `${join(code.path, name)}/`),
    };
    const [a, b] = systems.map(({ engine }) => sandboxEnvironment(copy, engine.endpoint)) as [Env, Env];
    return { inRuntime: await startInRuntime(copy, a), local: startFunctionProcess(copy, b, () => undefined) };
  };
  vote = await pairOf(
    definitions.find(({ name }) => name.includes('RecordVote'))!,
    'record-vote',
  );
  read = await pairOf(
    definitions.find(({ name }) => name.includes('GetRatings'))!,
    'get-ratings',
  );
  before = hashes(code.path);
  secret = definitions[0]!.environment['ORIGIN_SECRETS']!.split(' ')[0]!;
});

type Env = Record<string, string>;

afterAll(async () => {
  for (const pair of [vote, read]) {
    await pair.inRuntime[Symbol.asyncDispose]();
    await pair.local.stop();
  }
  for (const system of systems) await system.stop();
  code[Symbol.dispose]();
});

/** Sends an event to both and returns their answer, which must be the same. */
async function answers({ inRuntime, local }: Pair, event: unknown) {
  const outcome = await local.call({ event, requestId: 'request-1', timeoutMs: 10_000 });
  const answer = await inRuntime.invoke(event);
  expect(answer).toEqual('result' in outcome ? { result: outcome.result } : { error: expect.anything() as unknown });
  return (answer as { result?: { statusCode: number; body: string; headers: Record<string, string> } }).result!;
}

const voterId = '5b0c1c0e-8f0a-4a57-9d0c-0f7a2d1b6f11';
const ballot = (articleId: string, rating: unknown, voter = voterId) =>
  JSON.stringify({ articleId, rating, voterId: voter });
const post = (body: string, more: object = {}) =>
  documentedEvent(secret, { method: 'POST', path: '/v1/votes', body, ...more });
const get = (query: string, more: object = {}) => documentedEvent(secret, { query, ...more });

test('records, changes and withdraws a vote, and a read contains it', async () => {
  expect(JSON.parse((await answers(vote, post(ballot('blog/peace-talks', 4)))).body)).toMatchObject({
    average: 4,
    count: 1,
    vote: 4,
  });
  expect(JSON.parse((await answers(vote, post(ballot('blog/peace-talks', 2)))).body)).toMatchObject({
    average: 2,
    count: 1,
    vote: 2,
  });
  const { body } = await answers(read, get('articleId=blog%2Fpeace-talks'));
  expect(JSON.parse(body)).toMatchObject({ ratings: [{ average: 2, count: 1 }] });
  expect(JSON.parse((await answers(vote, post(ballot('blog/peace-talks', null)))).body)).toMatchObject({
    count: 0,
    vote: null,
  });
});

test('accepts a vote in base64, as API Gateway encodes a body that it considers binary', async () => {
  expect(JSON.parse((await answers(vote, post(ballot('packed', 5), { base64: true }))).body)).toMatchObject({
    vote: 5,
  });
});

test('reads a repeated query parameter as several articles, whatever the parsed query is', async () => {
  const { body } = await answers(read, get('articleId=a&articleId=b%2Cc&articleId=%C3%A4'));
  expect((JSON.parse(body) as { ratings: { articleId: string }[] }).ratings.map(({ articleId }) => articleId)).toEqual([
    'a',
    'b,c',
    'ä',
  ]);
});

test('refuses the third new voter of a network', async () => {
  const answer = () => answers(vote, post(ballot('popular', 3, crypto.randomUUID())));
  const codes = [(await answer()).statusCode, (await answer()).statusCode, (await answer()).statusCode];
  expect(codes).toEqual([200, 200, 429]);
});

test.each([
  ['no body', () => vote, () => post(undefined as unknown as string), 400],
  ['a body that is not JSON', () => vote, () => post('{'), 400],
  ['a rating of 6', () => vote, () => post(ballot('a', 6)), 400],
  ['cookies', () => read, () => get('articleId=a', { cookies: ['a=b', 'c=d'] }), 200],
  ['no query', () => read, () => get(''), 400],
  ['a broken escape', () => read, () => get('articleId=%E0%A4%A'), 400],
  ['HEAD', () => read, () => get('articleId=a', { method: 'HEAD' }), 200],
  ['a picture', () => read, () => get('articleId=a', { path: '/v1/badge.svg' }), 200],
  ['a request that API Gateway matched to no route', () => read, () => get('', { path: '/v2', routed: false }), 404],
  ['another method', () => read, () => get('', { method: 'DELETE', routed: false }), 405],
  ['a request around the CDN', () => read, () => get('articleId=a', { headers: { 'x-origin-verify': 'guess' } }), 403],
  ['no headers, query or context', () => read, () => ({ version: '2.0' }), 403],
  ['the console’s test event', () => vote, () => ({ key1: 'value1', key2: 'value2', key3: 'value3' }), 403],
] as const)('answers %s as the local system does', async (_, pair, event, status) => {
  expect((await answers(pair(), event())).statusCode).toBe(status);
});

test('answers in payload format 2.0: a status, text headers and a text body', async () => {
  const { statusCode, headers, body, ...rest } = await answers(read, get('articleId=a'));
  expect({
    statusCode,
    body: typeof body,
    others: Object.keys(rest).filter((name) => name !== 'isBase64Encoded'),
  }).toEqual({
    statusCode: 200,
    body: 'string',
    others: [],
  });
  expect(Object.values(headers).every((value) => typeof value === 'string')).toBe(true);
});

test('a function leaves its folder unchanged and prints its metrics as JSON', async () => {
  await answers(vote, post(ballot('measured', 1)));
  expect(hashes(code.path)).toEqual(before);
  const lines = vote.inRuntime.printed.join('').split('\n');
  expect(lines.filter((line) => line.startsWith('{')).some((line) => '_aws' in (JSON.parse(line) as object))).toBe(
    true,
  );
});

/** Every file below a folder, with the hash of its content. */
function hashes(folder: string): string[] {
  return globSync('**/*', { cwd: folder })
    .filter((file) => statSync(join(folder, file)).isFile())
    .map(
      (file) =>
        `${file} ${createHash('sha256')
          .update(readFileSync(join(folder, file)))
          .digest('hex')}`,
    )
    .sort();
}
