import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { staticFile } from '../../local/static-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const outside = temporaryFolder();
const folder = join(outside.path, 'site');
beforeAll(() => {
  mkdirSync(join(folder, 'deep'), { recursive: true });
  for (const [name, text] of [
    ['../secret.txt', 'secret'],
    ['index.html', 'home'],
    ['deep/index.html', 'deep'],
    ['script.mjs', 'script'],
    ['unknown.xyz', 'unknown'],
    ['.hidden', 'hidden'],
    ['a b.txt', 'space'],
  ] as const) {
    writeFileSync(join(folder, name), text);
  }
});
afterAll(() => outside[Symbol.dispose]());

test.each([
  ['/', 'home', 'text/html; charset=utf-8'],
  ['/index.html', 'home', 'text/html; charset=utf-8'],
  ['/deep/', 'deep', 'text/html; charset=utf-8'],
  ['/script.mjs', 'script', 'text/javascript; charset=utf-8'],
  ['/unknown.xyz', 'unknown', 'application/octet-stream'],
  ['/a b.txt', 'space', 'text/plain; charset=utf-8'],
])('serves %s', async (path, body, type) => {
  const reply = await staticFile(folder, path);
  expect(reply?.body.toString()).toBe(body);
  expect(new Map(reply?.headers).get('content-type')).toBe(type);
});

test.each([
  '/nothing',
  '/deep',
  '/index.html/',
  '/../secret.txt',
  '/deep/../../secret.txt',
  '/..\\secret.txt',
  '/.hidden',
  '/index.html\0',
  `/${'x'.repeat(5_000)}`,
])('serves nothing for %j', async (path) => {
  expect(await staticFile(folder, path)).toBeUndefined();
});
