import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { acceptedEncodings, compressed } from '../../../local/cdn/compress.ts';
import type { HttpReply } from '../../../local/http/http-reply.ts';

const reply = (size: number, type = 'application/json', more: HttpReply['headers'] = []): HttpReply => ({
  status: 200,
  headers: [['content-type', type], ['etag', '"a"'], ...more],
  body: Buffer.alloc(size, 'x'),
});
const encodingOf = async (given: HttpReply) =>
  (await compressed(given, ['br', 'gzip'])).headers.find(([name]) => name === 'content-encoding')?.[1];

test.each([
  ['br, gzip', ['br', 'gzip']],
  ['gzip, deflate, br;q=0.5', ['br', 'gzip']],
  ['GZIP', ['gzip']],
  ['br;q=0, gzip', ['gzip']],
  ['identity, *', []],
])('reads Accept-Encoding: %s', (value, expected) => {
  expect(acceptedEncodings({ headers: [['Accept-Encoding', value]] }, ['br', 'gzip'])).toEqual(expected);
});

test('compresses 1,000 to 10 million bytes of text types only, and nothing twice', async () => {
  expect(await encodingOf(reply(999))).toBeUndefined();
  expect(await encodingOf(reply(1_000))).toBe('br');
  expect(await encodingOf(reply(10_000_001))).toBeUndefined();
  expect(await encodingOf(reply(1_000, 'text/html; charset=utf-8'))).toBe('br');
  expect(await encodingOf(reply(1_000, 'image/png'))).toBeUndefined();
  expect(await encodingOf(reply(1_000, 'application/problem+json'))).toBeUndefined();
  expect(await encodingOf(reply(1_000, 'text/css', [['content-encoding', 'x']]))).toBe('x');
  expect(await encodingOf({ ...reply(1_000), status: 400 })).toBeUndefined();
});

test('weakens the ETag and is reversible', async () => {
  const given = reply(2_000);
  const br = await compressed(given, ['br', 'gzip']);
  expect(br.headers).toContainEqual(['etag', 'W/"a"']);
  expect(brotliDecompressSync(br.body)).toEqual(given.body);
  expect(gunzipSync((await compressed(given, ['gzip'])).body)).toEqual(given.body);
  expect(await compressed(given, [])).toBe(given);
});
