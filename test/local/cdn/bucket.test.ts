import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromBucket } from '../../../local/cdn/bucket.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const outside = temporaryFolder();
const folder = join(outside.path, 'site');
beforeAll(() => {
  mkdirSync(join(folder, 'deep'), { recursive: true });
  for (const [name, text] of [
    ['../secret.txt', 'secret'],
    ['index.html', 'home'],
    ['deep/index.html', 'deep'],
    ['script.js', 'script'],
    ['unknown.xyz', 'unknown'],
    ['.hidden', 'hidden'],
    ['a b.css', 'space'],
  ] as const) {
    writeFileSync(join(folder, name), text);
  }
});
afterAll(() => outside[Symbol.dispose]());

const get = (target: string, method = 'GET') =>
  fromBucket([{ bucket: 'Site', folder, cacheControl: 'public, max-age=300' }], 'index.html', { method, target });

test.each([
  ['/', 'home', 'text/html'],
  ['/index.html?a=b', 'home', 'text/html'],
  ['/deep/index.html', 'deep', 'text/html'],
  ['/script.js', 'script', 'text/javascript'],
  ['/unknown.xyz', 'unknown', 'binary/octet-stream'],
  ['/a%20b.css', 'space', 'text/css'],
])('serves %s with an ETag and the lifetime of its deployment', async (target, body, type) => {
  const reply = await get(target);
  expect(reply).toMatchObject({ status: 200, body: Buffer.from(body) });
  const headers = new Map(reply.headers);
  expect(headers.get('content-type')).toBe(type);
  expect(headers.get('cache-control')).toBe('public, max-age=300');
  expect(headers.get('etag')).toMatch(/^"[0-9a-f]{32}"$/);
});

test.each([
  '/nothing',
  '/deep',
  '/deep/',
  '/index.html/',
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/deep/../../secret.txt',
  '/..\\secret.txt',
  '/.hidden',
  `/${'x'.repeat(5_000)}`,
])('finds nothing for %j', async (target) => {
  expect((await get(target)).status).toBe(404);
});

test('refuses invalid percent-encoding, and methods other than reads', async () => {
  expect((await get('/%')).status).toBe(400);
  expect((await get('/index.html%00')).status).toBe(400);
  expect((await get('/index.html', 'DELETE')).status).toBe(403);
});
