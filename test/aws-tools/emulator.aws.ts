import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { synthesizedAssembly } from '../support/synthesized-assembly.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { deployedApi } from './emulated-api.ts';
import type { Call } from './emulated-api.ts';
import { startEmulator } from './emulator.ts';
import type { Emulator } from './emulator.ts';
import { copySupported } from './supported-assembly.ts';

const root = join(import.meta.dirname, '../..');
const folder = temporaryFolder();
let emulator: Emulator;
let call: Call;

beforeAll(async () => {
  emulator = await startEmulator();
  const { folder: assembly } = await synthesizedAssembly({});
  const copy = join(folder.path, 'cdk.out');
  const leftOut = copySupported(assembly, copy);
  process.stderr.write(`Left out, for MiniStack does not have it:\n${leftOut.map((line) => `  ${line}\n`).join('')}`);
  await emulator.cdk('bootstrap', 'aws://000000000000/us-east-1');
  await emulator.cdk('deploy', '--app', copy, '--require-approval', 'never');
  call = await deployedApi(emulator);
}, 600_000);
afterAll(async () => {
  await emulator[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const vote = (articleId: string, rating: number | null, voterId = 'a-voter-of-the-emulator') =>
  call('/v1/votes', { articleId, rating, voterId });

test('the deployed functions record, change and withdraw a vote under their own roles', async () => {
  expect(JSON.parse((await vote('blog/peace', 4)).body)).toMatchObject({ average: 4, count: 1 });
  expect(JSON.parse((await vote('blog/peace', 2)).body)).toMatchObject({ average: 2, count: 1 });
  const { body } = await call('/v1/ratings?articleId=blog%2Fpeace&articleId=b');
  expect(JSON.parse(body)).toMatchObject({ ratings: [{ average: 2, count: 1 }, { count: 0 }] });
  expect(JSON.parse((await vote('blog/peace', null)).body)).toMatchObject({ count: 0 });
});

test('the limit per network holds, with the salt in the second table', async () => {
  const statuses: number[] = [];
  for (let voter = 0; voter < 31; voter++)
    statuses.push((await vote('popular', 5, `a-voter-with-number-${voter}`)).status);
  expect(statuses).toEqual([...Array<number>(30).fill(200), 429]);
});

test('refuses requests that bypass the CDN', async () => {
  expect((await call('/v1/ratings?articleId=a', undefined, { 'x-origin-verify': 'guess' })).status).toBe(403);
});

test('the operator’s program finds the table by its stack, counts and verifies', async () => {
  await vote('counted', 5);
  const ratings = async (...args: string[]) => {
    const program = join(root, 'bin/ratings.mjs');
    const given = [program, ...args, '--stack', 'ArticleRating', '--region', 'us-east-1'];
    const env = { PATH: process.env['PATH'], ...emulator.environment };
    return (await promisify(execFile)(process.execPath, given, { env })).stdout;
  };
  expect(JSON.parse(await ratings('show', 'counted', '--json'))).toMatchObject([{ average: 5, count: 1 }]);
  expect(JSON.parse(await ratings('verify', '--json'))).toMatchObject({ findings: [] });
});

test('the storage tests pass on the emulator’s DynamoDB', async () => {
  const jest = createRequire(__filename).resolve('jest/bin/jest');
  const files = ['dynamodb-rating-store', 'network-limit', 'spread'].map((name) => `test/lambda/storage/${name}`);
  const { AWS_ENDPOINT_URL: endpoint, ...access } = emulator.environment;
  const env = { ...process.env, ...access, TEST_DYNAMODB_ENDPOINT: endpoint };
  const { stderr } = await promisify(execFile)(process.execPath, [jest, '-w', '1', ...files], {
    ...{ cwd: root, env, maxBuffer: 10_000_000 },
  }).catch((error: Error & { stderr: string }) => {
    throw new Error(error.stderr.slice(-6000));
  });
  expect(stderr).toMatch(/Tests: +\d+ passed, \d+ total/);
}, 600_000);
