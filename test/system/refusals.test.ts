import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { startSystem, type System } from '../support/system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

interface Sent {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: Buffer;
  readonly to?: string;
}

/** Sends the request unchanged, unlike `fetch`. @returns status, content type and body */
async function answerTo({ method = 'GET', path, headers = {}, body, to = system.url }: Sent): Promise<unknown[]> {
  const { hostname, port } = new URL(to);
  const sent = httpRequest({ hostname, port, method, path, headers, agent: false });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return [answer.statusCode, answer.headers['content-type'], await text(answer)];
}
const problem = (status: number, code: string): unknown[] => [
  status,
  'application/problem+json',
  expect.stringContaining(`"code":"${code}"`) as string,
];
const page = (status: number): unknown[] => [status, 'text/html', expect.stringContaining(`${status} ERROR`) as string];
const message = (status: number, text: string) => [status, 'application/json', JSON.stringify({ message: text })];

describe('our problem document, not that of CloudFront or API Gateway, answers', () => {
  test('a path that cannot be decoded', async () => {
    expect(await answerTo({ path: '/v1/%' })).toEqual(problem(404, 'not_found'));
  });

  test('a query that cannot be decoded', async () => {
    expect(await answerTo({ path: '/v1/ratings?articleId=%' })).toEqual(problem(400, 'invalid_article_id'));
  });

  test('a vote of one byte over 10 MB with Content-Length', async () => {
    const body = Buffer.alloc(10 * 1024 * 1024 + 1, ' ');
    const headers = { 'content-length': String(body.length) };
    expect(await answerTo({ method: 'POST', path: '/v1/votes', body, headers })).toEqual(
      problem(413, 'body_too_large'),
    );
  });
});

describe('AWS itself, as in docs/design.md, answers', () => {
  test('a vote of one byte over 10 MB without Content-Length', async () => {
    const body = Buffer.alloc(10 * 1024 * 1024 + 1, ' ');
    const headers = { 'transfer-encoding': 'chunked' };
    expect(await answerTo({ method: 'POST', path: '/v1/votes', body, headers })).toEqual(
      message(413, 'Request Entity Too Large'),
    );
  });

  test('TRACE', async () => {
    expect(await answerTo({ method: 'TRACE', path: '/v1/ratings' })).toEqual(page(403));
  });

  test('a URL of more than 8,192 bytes', async () => {
    const { host } = new URL(system.url);
    const most = `/v1/ratings?articleId=a&x=${'x'.repeat(8192 - `https://${host}/v1/ratings?articleId=a&x=`.length)}`;
    expect((await answerTo({ path: most, headers: { host } }))[0]).toBe(200);
    expect(await answerTo({ path: `${most}x`, headers: { host } })).toEqual(page(413));
  });

  test('headers of more than 32 kB, and forwarded headers over API Gateway’s 10 kB', async () => {
    const long = { path: '/v1/votes', method: 'POST' };
    expect(await answerTo({ ...long, headers: { 'x-long': 'x'.repeat(33_000) } })).toEqual([413, undefined, '']);
    expect(await answerTo({ ...long, headers: { 'x-long': 'x'.repeat(20_000) } })).toEqual(
      problem(400, 'malformed_json'),
    );
    expect(await answerTo({ ...long, headers: { origin: 'x'.repeat(10_240) } })).toEqual(
      message(431, 'Request Header Fields Too Large'),
    );
  });
});

test('accepts a request line with an absolute URL', async () => {
  const answer = await answerTo({ path: 'http://ratings.example/v1/ratings?articleId=a' });
  expect(answer[0]).toBe(200);
});
