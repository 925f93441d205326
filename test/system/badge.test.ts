import { startSystem, type System } from '../support/system.ts';
import { violations } from '../support/openapi-violations.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem({ settings: { cacheSeconds: 3600 } });
});
afterAll(() => system.stop());

/** Requests a badge. The answer must match docs/openapi.json. */
async function ask(query: string, init: RequestInit = {}) {
  const response = await fetch(`${system.url}/v1/badge.svg${query}`, init);
  const body = await response.text();
  const { status, headers } = response;
  const wrong = violations({ method: init.method ?? 'GET', path: '/v1/badge.svg', status, headers, body });
  expect(wrong).toEqual([]);
  return { status, headers, body };
}

test('a badge shows average and count', async () => {
  await system.api.vote('blog/a b', 'voter-of-a-badge-0001', 5);
  await system.api.vote('blog/a b', 'voter-of-a-badge-0002', 4);
  const { status, headers, body } = await ask('?articleId=blog/a%20b');
  expect([status, headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
  expect(body).toContain('>4.5 (2)</text>');
});

test('serves a badge for an unrated article', async () => {
  expect(await ask('?articleId=unrated')).toMatchObject({
    status: 200,
    body: expect.stringContaining('>(0)</text>') as string,
  });
});

test('a badge is cached like a read, by its article alone, and answered 304', async () => {
  const first = await ask('?articleId=kept');
  expect(first.headers.get('cache-control')).toBe('public, max-age=3600, stale-while-revalidate=30');
  const again = await ask('?utm=1&articleId=%6bept', { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
  expect([again.status, again.headers.get('x-cache')]).toEqual([304, 'Hit from cloudfront']);
  const head = await ask('?articleId=kept', { method: 'HEAD' });
  expect([head.status, head.headers.get('etag'), head.body]).toEqual([200, first.headers.get('etag'), '']);
});

test.each([
  ['', 'too_many_articles'],
  ['?articleId=a&articleId=b', 'too_many_articles'],
  ['?articleId=', 'invalid_article_id'],
  ['?articleId=%ff', 'invalid_article_id'],
])('refuses %j as %s', async (query, code) => {
  const { status, body } = await ask(query);
  expect([status, JSON.parse(body)]).toMatchObject([400, { code }]);
});

test('refuses other methods', async () => {
  const { status, headers } = await ask('?articleId=a', { method: 'POST' });
  expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
});
