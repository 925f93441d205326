import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { synthesizedAssembly } from '../support/assembly.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startEmulator } from './emulator.ts';
import type { Emulator } from './emulator.ts';
import { pythonPackage } from './python.ts';
import { copySupported, leaveOut } from './supported-assembly.ts';

const root = join(import.meta.dirname, '../..');
const AWS_CLI = 'awscli==1.46.3';
const folder = temporaryFolder();
let emulator: Emulator;
let host: string;
let viaCdn: Record<string, string>;

beforeAll(async () => {
  emulator = await startEmulator();
  const { folder: assembly } = await synthesizedAssembly({});
  const copy = join(folder.path, 'cdk.out');
  const leftOut = copySupported(assembly, copy);
  process.stderr.write(`Left out, for MiniStack does not have it:\n${leftOut.map((line) => `  ${line}\n`).join('')}`);
  await emulator.cdk('bootstrap', 'aws://000000000000/us-east-1');
  await emulator.cdk('deploy', '--app', copy, '--require-approval', 'never');
  const { items } = (await ask('apigateway', '/v2/apis')) as { items: { apiId: string }[] };
  host = `${items[0]?.apiId}.execute-api.localhost`;
  viaCdn = await viaCdnOf('ArticleRating');
}, 600_000);
afterAll(async () => {
  await emulator[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

/** An answer of a service of the emulator, which looks at the service's name in a signature and not at the rest of it. */
async function ask(service: string, path: string): Promise<unknown> {
  const authorization = `AWS4-HMAC-SHA256 Credential=test/20261125/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=x`;
  return (await fetch(emulator.endpoint + path, { headers: { authorization } })).json();
}

/** What the distribution of a stack adds to requests. */
async function viaCdnOf(stack: string): Promise<Record<string, string>> {
  const { Functions } = (await ask('lambda', '/2015-03-31/functions')) as {
    Functions: { FunctionName: string; Environment?: { Variables?: { ORIGIN_SECRETS?: string } } }[];
  };
  const own = Functions.filter(({ FunctionName }) => FunctionName.startsWith(`${stack}-`));
  const [secrets = ''] = own.flatMap(({ Environment }) => Environment?.Variables?.ORIGIN_SECRETS ?? []);
  return { 'x-origin-verify': secrets.split(' ')[0] ?? '', 'cloudfront-viewer-address': '198.51.100.7:443' };
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Calls the API by itself: the emulator's distribution answers 502. */
async function call(path: string, body?: object, headers: Record<string, string> = {}): Promise<Answer> {
  const { hostname, port } = new URL(emulator.endpoint);
  const method = body === undefined ? 'GET' : 'POST';
  const sent = request({ hostname, port, path, method, headers: { host, ...viaCdn, ...headers } });
  sent.end(body && JSON.stringify(body));
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode ?? 0, body: text };
}

const vote = (articleId: string, rating: number | null, voterId = 'a-voter-of-the-emulator') =>
  call('/v1/votes', { articleId, rating, voterId });

test('a vote is recorded, changed and withdrawn by the deployed functions under their own roles', async () => {
  expect(JSON.parse((await vote('blog/peace', 4)).body)).toMatchObject({ average: 4, count: 1 });
  expect(JSON.parse((await vote('blog/peace', 2)).body)).toMatchObject({ average: 2, count: 1 });
  const { body } = await call('/v1/ratings?articleId=blog%2Fpeace&articleId=b');
  expect(JSON.parse(body)).toMatchObject({ ratings: [{ average: 2, count: 1 }, { count: 0 }] });
  expect(JSON.parse((await vote('blog/peace', null)).body)).toMatchObject({ count: 0 });
});

test('the limit of a network holds, by the salt in the second table', async () => {
  const statuses: number[] = [];
  for (let voter = 0; voter < 31; voter++)
    statuses.push((await vote('popular', 5, `a-voter-with-number-${voter}`)).status);
  expect(statuses).toEqual([...Array<number>(30).fill(200), 429]);
});

test('what did not come by the CDN is refused', async () => {
  expect((await call('/v1/ratings?articleId=a', undefined, { 'x-origin-verify': 'guess' })).status).toBe(403);
});

test('the operator’s program finds the table by the stack, counts and verifies', async () => {
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

test('who has no Node deploys the released template with the AWS CLI, and sets its parameters', async () => {
  const release = join(folder.path, 'release');
  await promisify(execFile)(process.execPath, [join(root, 'bin/release.ts'), release], { cwd: root });
  const template = join(release, 'article-rating.template.json');
  leaveOut(template);
  const aws = async (...args: string[]) => {
    const env = { PATH: process.env['PATH'], HOME: folder.path, ...emulator.environment };
    return (await promisify(execFile)(join(pythonPackage(AWS_CLI), 'aws'), args, { env })).stdout;
  };
  await aws('s3', 'mb', 's3://my-ratings-files');
  await aws('s3', 'cp', '--recursive', join(release, 'assets'), 's3://my-ratings-files/');
  const parameters = ['AssetsBucket=my-ratings-files', 'ArticleIdPattern=blog/.+', 'VotersPerNetwork=1'];
  await aws(
    ...['cloudformation', 'deploy', '--template-file', template, '--stack-name', 'Released'],
    ...['--s3-bucket', 'my-ratings-files', '--capabilities', 'CAPABILITY_IAM', '--parameter-overrides', ...parameters],
  );
  const { items } = (await ask('apigateway', '/v2/apis')) as {
    items: { apiId: string; tags: Record<string, string> }[];
  };
  const { apiId } = items.find(({ tags }) => tags['aws:cloudformation:stack-name'] === 'Released')!;
  const other = { host: `${apiId}.execute-api.localhost`, ...(await viaCdnOf('Released')) };
  const statusOf = async (articleId: string, voterId: string) =>
    (await call('/v1/votes', { articleId, rating: 3, voterId }, other)).status;
  expect(await statusOf('blog/peace', 'a-voter-of-the-release-1')).toBe(200);
  expect(await statusOf('blog/peace', 'a-voter-of-the-release-2')).toBe(429);
  expect(await statusOf('junk', 'a-voter-of-the-release-1')).toBe(400);
}, 300_000);

test('the storage tests pass on its DynamoDB', async () => {
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
