import { cacheable } from '../../../lambda/http/cacheable.ts';
import { jsonResponse } from '../../../lambda/http/response.ts';

const lifetime = { maxAge: 5, staleWhileRevalidate: 30 };
const answer = (body: object, ifNoneMatch?: string) => cacheable(jsonResponse(200, body), lifetime, ifNoneMatch);
const etag = String(answer({ a: 1 }).headers?.['etag']);

test('sets its lifetime in Cache-Control', () => {
  expect(answer({ a: 1 })).toEqual({
    statusCode: 200,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'public, max-age=5, stale-while-revalidate=30',
      etag: expect.stringMatching(/^W\/"[\w-]{22}"$/) as string,
    },
    body: '{"a":1}',
  });
});

test('has a different ETag for a different body', () => {
  expect(answer({ a: 2 }).headers?.['etag']).not.toBe(etag);
});

test.each([etag, etag.slice(2), `"x", ${etag}`, `${etag},"x"`, '*'])(
  'answers 304 without a body to %s',
  (ifNoneMatch) => {
    const response = answer({ a: 1 }, ifNoneMatch);
    expect(response).toEqual({ statusCode: 304, headers: { etag, 'cache-control': expect.any(String) as string } });
  },
);

test.each(['', '"x"', 'W/"x"', etag.replaceAll('"', '')])('answers 200 to %j', (ifNoneMatch) => {
  expect(answer({ a: 1 }, ifNoneMatch).statusCode).toBe(200);
});
