import { getBadge } from '../../../lambda/http/get-badge.ts';
import { getRatings } from '../../../lambda/http/get-ratings.ts';
import { refusingUnrouted } from '../../../lambda/http/default-route.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { httpEvent } from '../../support/event.ts';
import { storeOn } from '../../support/store-on.ts';

let database: Database;
beforeAll(async () => {
  database = await openDatabase('dynoxide');
});
afterAll(() => database.close());

const answer = (routeKey: string, method: string) => {
  const store = storeOn(database);
  const handle = refusingUnrouted(getRatings(store, { maxAge: 5, staleWhileRevalidate: 30 }));
  const event = httpEvent({ routeKey, rawQueryString: 'articleId=a' });
  const { requestContext } = event;
  return handle({ ...event, requestContext: { ...requestContext, http: { ...requestContext.http, method } } });
};

test('gives HEAD the status and headers of GET', async () => {
  const { statusCode, headers } = await answer('GET /v1/ratings', 'GET');
  expect(statusCode).toBe(200);
  expect(headers).toHaveProperty('etag');
  expect(await answer('HEAD /v1/ratings', 'HEAD')).toMatchObject({ statusCode, headers });
});

test('a badge shows one article', async () => {
  const store = storeOn(database);
  const handle = getBadge(store, { maxAge: 5, staleWhileRevalidate: 30 });
  const { statusCode, body } = await handle(httpEvent({ rawQueryString: 'articleId=a' }));
  expect([statusCode, body]).toEqual([200, expect.stringContaining('>(0)</text>')]);
  await expect(handle(httpEvent({ rawQueryString: 'articleId=a&articleId=b' }))).rejects.toMatchObject({
    code: 'too_many_articles',
    message: 'Ask for one article, as articleId=A; this request has 2.',
  });
});

test.each(['POST', 'DELETE'])('answers %s with the allowed methods GET, HEAD and OPTIONS', async (method) => {
  await expect(answer('$default', method)).rejects.toMatchObject({ allowed: 'GET, HEAD, OPTIONS' });
});
