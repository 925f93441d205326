import { startSystem, type System } from '../support/system.ts';
import { from } from './visitor.ts';

// Lifetimes long enough for a slow machine.
const settings = { cacheSeconds: 3600, votersPerNetwork: 2, readRate: 50, readBurst: 60 };
const origin = 'https://blog.example';

let system: System;
beforeAll(async () => {
  system = await startSystem({ settings });
});
afterAll(() => system.stop());

const voter = (index: number) => `voter-of-the-edge-test-${index}`;
const xCache = ({ headers }: { headers: Headers }) => headers.get('x-cache');

describe('reads', () => {
  test('are cached by article alone, for their lifetime', async () => {
    const first = await system.api.ratings(['kept']);
    expect([first.status, xCache(first)]).toEqual([200, 'Miss from cloudfront']);
    for (const other of ['articleId=kept', 'utm=1&articleId=kept&x', 'articleId=%6bept&articleId=kept'].map(
      (query) => `/v1/ratings?${query}`,
    )) {
      const again = await system.api.request(other, { headers: { origin, cookie: 'a=b', 'accept-language': 'de' } });
      expect([again.status, xCache(again)]).toEqual([200, 'Hit from cloudfront']);
      expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
      expect(again.headers.get('cache-control')).toBe('public, max-age=3600, stale-while-revalidate=30');
    }
    expect(xCache(await system.api.ratings(['kept', 'other']))).toBe('Miss from cloudfront');
  });

  test('have CORS headers only if the request has an Origin, even from the cache', async () => {
    const cors = (answer: { headers: Headers }) => answer.headers.get('access-control-allow-origin');
    expect(cors(await system.api.ratings(['cors']))).toBeNull();
    expect(cors(await system.api.ratings(['cors'], { origin }))).toBe('*');
    expect(cors(await system.api.ratings(['cors-2'], { origin }))).toBe('*');
    expect(cors(await system.api.ratings(['cors-2']))).toBeNull();
  });

  test('are answered 304 from the cache', async () => {
    const { headers } = await system.api.ratings(['tagged']);
    const again = await system.api.ratings(['tagged'], { 'if-none-match': headers.get('etag') ?? '' });
    expect([again.status, xCache(again), again.body]).toEqual([304, 'Hit from cloudfront', undefined]);
  });

  test('are refused before the cache if they are invalid', async () => {
    const refused = await system.api.request('/v1/ratings', { headers: { origin } });
    expect([refused.status, xCache(refused)]).toEqual([400, 'FunctionGeneratedResponse from cloudfront']);
    expect(refused.headers.get('access-control-allow-origin')).toBe('*');
    expect(refused.body).toMatchObject({ status: 400, code: 'too_many_articles' });
  });

  test('of many articles are compressed if the client accepts it', async () => {
    const path = `/v1/ratings?${Array.from({ length: 50 }, (_, index) => `articleId=long-${index}`).join('&')}`;
    const lengthOf = async (encoding: string) => {
      const { headers } = await system.api.request(path, { headers: { 'accept-encoding': encoding } });
      expect(headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding);
      return Number(headers.get('content-length'));
    };
    const plain = await lengthOf('identity');
    expect(await lengthOf('br')).toBeLessThan(plain / 4);
    expect(await lengthOf('gzip')).toBeLessThan(plain / 4);
  });
});

describe('votes', () => {
  test('are never cached', async () => {
    for (const rating of [4, 5]) {
      const answer = await system.api.vote('voted', voter(0), rating);
      expect([answer.status, xCache(answer)]).toEqual([200, 'Miss from cloudfront']);
      expect(answer.body).toMatchObject({ vote: rating });
    }
  });
});

describe('the site', () => {
  test('serves the versioned widget for a year and its stable name for minutes, to any origin', async () => {
    const widget = await fetch(`${system.url}/article-rating.js`, { headers: { origin } });
    expect(widget.headers.get('cache-control')).toBe('public, max-age=300');
    expect(widget.headers.get('access-control-allow-origin')).toBe('*');
    expect(widget.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    const version = await fetch(`${system.url}/${system.versionedWidget}`, { headers: { origin } });
    expect(version.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await version.text()).toBe(await widget.text());
  });

  test('is served with security headers', async () => {
    const { headers } = await fetch(system.url);
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
  });
});

test('the limit on new voters uses the address that the CDN sees, whatever headers a visitor sends', async () => {
  const forged = {
    'cloudfront-viewer-address': '203.0.113.7:1',
    'x-forwarded-for': '203.0.113.7',
    'client-ip': '203.0.113.7',
    'x-origin-verify': 'a-guess',
  };
  const office = from(system.url, '127.0.0.2', forged);
  const statuses = [];
  for (let index = 0; index < 4; index++) statuses.push((await office.vote('limited', voter(index), 5)).status);
  expect(statuses).toEqual([200, 200, 429, 429]);
  expect((await from(system.url, '127.0.0.3').vote('limited', voter(9), 5)).status).toBe(200);
});

test('the API refuses requests around the CDN with a wrong secret', async () => {
  const direct = from(system.apiUrl, '127.0.0.1', {
    'x-origin-verify': 'a-guess',
    'cloudfront-viewer-address': '9.9.9.9:1',
  });
  for (const { status, text } of [
    await direct.vote('around', voter(0), 5),
    await direct.get('/v1/ratings?articleId=around'),
  ]) {
    expect(status).toBe(403);
    expect(JSON.parse(text)).toMatchObject({ code: 'not_via_cdn' });
  }
  expect(await system.api.summary('around')).toMatchObject({ count: 0 });
});
