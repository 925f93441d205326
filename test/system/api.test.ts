import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import type { Answer } from '../support/api.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

const VOTER = '5b0c1c0e-8f0a-4a57-9d0c-0f7a2d1b6f11';
const vote = { articleId: 'refused', rating: 4, voterId: VOTER };

function expectProblem(answer: Answer, status: number, code: string): void {
  expect(answer).toMatchObject({ status, body: { type: 'about:blank', status, code } });
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(typeof answer.body?.['detail']).toBe('string');
  expect(typeof answer.body?.['title']).toBe('string');
}

describe('POST /v1/votes', () => {
  test('answers with the summary that includes the vote', async () => {
    const { status, headers, body } = await system.api.vote('blog/peace-talks', VOTER, 4);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json');
    expect(headers.get('cache-control')).toBe('no-store');
    const distribution = [0, 0, 0, 1, 0];
    expect(body).toEqual({ articleId: 'blog/peace-talks', average: 4, count: 1, distribution, vote: 4 });
  });

  test('changes and withdraws a vote', async () => {
    await system.api.vote('changed', VOTER, 2);
    await system.api.vote('changed', `${VOTER}-2`, 5);
    expect((await system.api.vote('changed', VOTER, 4)).body).toMatchObject({ average: 4.5, count: 2, vote: 4 });
    expect((await system.api.vote('changed', VOTER, null)).body).toMatchObject({ average: 5, count: 1, vote: null });
  });

  test.each(['text/plain', 'application/json', 'application/octet-stream', 'text/plain;charset=UTF-8', 'nonsense'])(
    'accepts JSON sent as %s',
    async (type) => {
      const answer = await system.api.post(JSON.stringify({ ...vote, articleId: 'typed' }), { 'content-type': type });
      expect(answer.status).toBe(200);
    },
  );

  test.each([
    ['empty', ''],
    ['an array', '[]'],
    ['a number', '7'],
    ['null', 'null'],
    ['cut short', '{"articleId":'],
    ['deep', '['.repeat(2000)],
  ])('refuses a body that is %s', async (_, body) => {
    expectProblem(await system.api.post(body), 400, 'malformed_json');
    expectProblem(await system.api.post(body, { 'content-type': 'application/json' }), 400, 'malformed_json');
  });

  test('refuses a body that is not UTF-8', async () => {
    const body = Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]);
    expectProblem(await system.api.post(body, { 'content-type': 'application/octet-stream' }), 400, 'malformed_json');
    // API Gateway passes text on as text, with invalid bytes already replaced.
    expect((await system.api.post(body)).status).toBe(400);
  });

  test.each([0xfe, 0xff])('counts no vote under an article ID with the byte %p, invalid in UTF-8', async (byte) => {
    const [before = '', after = ''] = JSON.stringify({ ...vote, articleId: 'bytes-?' }).split('?');
    const body = Uint8Array.from([...Buffer.from(before), byte, ...Buffer.from(after)]);
    // API Gateway passes these types on as text, with U+FFFD for the byte, and other types as bytes.
    for (const type of ['text/plain', 'application/json']) {
      expectProblem(await system.api.post(body, { 'content-type': type }), 400, 'invalid_article_id');
    }
    expectProblem(await system.api.post(body, { 'content-type': 'application/octet-stream' }), 400, 'malformed_json');
    expect(await system.articles()).not.toContain('bytes-\ufffd');
  });

  test.each([4, 2, 'nonsense', { deep: [] }])(
    'counts a vote once, whatever its previous rating says: %j',
    async (hint) => {
      const articleId = `previous-${JSON.stringify(hint)}`;
      const send = (rating: number) => system.api.post(JSON.stringify({ ...vote, articleId, rating, previous: hint }));
      expect((await send(2)).body).toMatchObject({ count: 1, average: 2 });
      expect((await send(5)).body).toMatchObject({ count: 1, average: 5 });
    },
  );

  test('refuses a request without a body', async () => {
    expectProblem(await system.api.request('/v1/votes', { method: 'POST' }), 400, 'malformed_json');
  });

  test.each([4097, 1_000_000])('refuses a body of %d bytes', async (bytes) => {
    expectProblem(await system.api.post(JSON.stringify(vote).padEnd(bytes)), 413, 'body_too_large');
  });

  test.each<[string, object, string]>([
    ['no article ID', { articleId: undefined }, 'invalid_article_id'],
    ['an empty article ID', { articleId: '' }, 'invalid_article_id'],
    ['an article ID of 513 bytes', { articleId: 'x'.repeat(513) }, 'invalid_article_id'],
    ['a lone surrogate', { articleId: '\ud83d' }, 'invalid_article_id'],
    ['a control character', { articleId: 'a\u0000b' }, 'invalid_article_id'],
    ['an article ID that is a number', { articleId: 7 }, 'invalid_article_id'],
    ['half a star', { rating: 4.5 }, 'invalid_rating'],
    ['a rating as text', { rating: '4' }, 'invalid_rating'],
    ['a rating of true', { rating: true }, 'invalid_rating'],
    ['a rating that is NaN', { rating: { toJSON: () => undefined } }, 'invalid_rating'],
    ['six stars', { rating: 6 }, 'invalid_rating'],
    ['no rating', { rating: undefined }, 'invalid_rating'],
    ['no voter ID', { voterId: undefined }, 'invalid_voter_id'],
    ['a short voter ID', { voterId: 'x'.repeat(15) }, 'invalid_voter_id'],
    ['a voter ID with a space', { voterId: 'x'.repeat(15) + ' y' }, 'invalid_voter_id'],
    ['a rating only in __proto__', JSON.parse('{"rating":6,"__proto__":{"rating":4}}') as object, 'invalid_rating'],
  ])('refuses %s', async (_, part, code) => {
    expectProblem(await system.api.post(JSON.stringify({ ...vote, ...part })), 400, code);
  });

  test('leaves an article unchanged after refused votes', async () => {
    await system.api.post(JSON.stringify({ ...vote, rating: 6 }));
    expect(await system.api.summary('refused')).toEqual({ average: 0, count: 0, distribution: [0, 0, 0, 0, 0] });
  });

  test('ignores unknown fields', async () => {
    expect((await system.api.post(JSON.stringify({ ...vote, articleId: 'extra', extra: {} }))).status).toBe(200);
  });
});

describe('GET /v1/ratings', () => {
  test('answers one or many articles, each once', async () => {
    await system.api.vote('many', VOTER, 3);
    const { status, body } = await system.api.ratings(['nobody rated this', 'many', 'many']);
    expect(status).toBe(200);
    const { ratings } = body as { ratings: unknown[] };
    expect(ratings).toHaveLength(2);
    expect(ratings).toEqual(
      expect.arrayContaining([
        { articleId: 'nobody rated this', average: 0, count: 0, distribution: [0, 0, 0, 0, 0] },
        { articleId: 'many', average: 3, count: 1, distribution: [0, 0, 1, 0, 0] },
      ]),
    );
  });

  test('answers an article that is requested in NFC and NFD once', async () => {
    const { body } = await system.api.ratings(['Caf\u00e9', 'Cafe\u0301']);
    expect(body).toMatchObject({ ratings: [{ articleId: 'Caf\u00e9' }] });
  });

  test('is cacheable, and answers 304 to its own ETag until the next vote', async () => {
    const first = await system.api.ratings(['tagged']);
    expect(first.headers.get('cache-control')).toMatch(/^public, max-age=\d+, stale-while-revalidate=\d+$/);
    const again = { 'if-none-match': first.headers.get('etag') ?? '' };
    expect(await system.api.ratings(['tagged'], again)).toMatchObject({ status: 304, body: undefined });
    await system.api.vote('tagged', VOTER, 1);
    expect((await system.api.ratings(['tagged'], again)).status).toBe(200);
  });

  test('answers HEAD with the headers of GET', async () => {
    const get = await system.api.ratings(['headed']);
    const head = await system.api.request('/v1/ratings?articleId=headed', { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, body: undefined });
    for (const name of ['etag', 'cache-control', 'content-type']) {
      expect(head.headers.get(name)).toBe(get.headers.get(name));
    }
  });

  test.each(['', '?articleid=a', '?' + 'articleId=a&'.repeat(51)])(
    'refuses a read with no article or too many: %j',
    async (query) => {
      expectProblem(await system.api.request('/v1/ratings' + query), 400, 'too_many_articles');
    },
  );

  test.each(['%', '%ff', '%00', '%EF%BF%BD', '', 'x'.repeat(513)])('refuses the ID %j', async (id) => {
    expectProblem(await system.api.request('/v1/ratings?articleId=' + id), 400, 'invalid_article_id');
  });
});

describe('article IDs', () => {
  test.each([
    '/ ? # % & + , =',
    '%2F',
    'a b',
    '👩‍👩‍👧',
    'Мирные/переговоры',
    '../../etc',
    '__proto__',
    'x'.repeat(512),
    '"\\',
  ])('keep %j unchanged, in votes and in reads', async (id) => {
    expect((await system.api.vote(id, VOTER, 5)).body).toMatchObject({ articleId: id, count: 1 });
    expect((await system.api.ratings([id])).body).toMatchObject({ ratings: [{ articleId: id, count: 1 }] });
  });

  test('of the same text in NFC and NFD are one article', async () => {
    await system.api.vote('Cafe\u0301', VOTER, 5);
    await system.api.vote('Caf\u00e9', `${VOTER}-2`, 5);
    expect(await system.api.summary('Cafe\u0301')).toMatchObject({ count: 2 });
  });
});

describe('other paths and methods', () => {
  test.each([
    '/v1/',
    '/v1/votes/',
    '/v1/nothing',
    '/v1/ratings/a',
    '/v1/nothing?articleId=a',
    '/v1/%',
    '/v1/r%61tings?articleId=a',
  ])('answers 404 not_found to %s', async (path) => {
    expectProblem(await system.api.request(path), 404, 'not_found');
  });

  test.each(['/v1', '/v2/votes', '/nothing?articleId=a'])(
    'answers 404 to %s, which is not a file of the site',
    async (path) => {
      expect((await fetch(system.url + path)).status).toBe(404);
    },
  );

  test.each([
    ['GET', '/v1/votes', 'POST, OPTIONS'],
    ['DELETE', '/v1/votes', 'POST, OPTIONS'],
    ['POST', '/v1/ratings', 'GET, HEAD, OPTIONS'],
    ['PUT', '/v1/ratings?articleId=a', 'GET, HEAD, OPTIONS'],
  ])('refuses %s %s', async (method, path, allowed) => {
    const answer = await system.api.request(path, { method });
    expectProblem(answer, 405, 'method_not_allowed');
    expect(answer.headers.get('allow')).toBe(allowed);
  });
});

test.each<[number, string, RequestInit]>([
  [200, '/v1/ratings?articleId=a', {}],
  [200, '/v1/votes', { method: 'POST', body: JSON.stringify({ ...vote, articleId: 'no-retry' }) }],
  [400, '/v1/ratings', {}],
  [404, '/v1/nothing', {}],
  [405, '/v1/votes', {}],
  [413, '/v1/votes', { method: 'POST', body: 'x'.repeat(5000) }],
])('a %d at %s has no Retry-After', async (status, path, init) => {
  const answer = await system.api.request(path, init);
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, null]);
});

describe('a page of another origin', () => {
  const origin = 'https://blog.example';

  test('can vote without a preflight and read the answer, including refusals', async () => {
    for (const rating of [5, 6]) {
      const answer = await system.api.post(JSON.stringify({ ...vote, articleId: 'cors', rating }), { origin });
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    }
  });

  test('can read ratings and their ETag', async () => {
    const { headers } = await system.api.ratings(['cors'], { origin });
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-expose-headers')?.toLowerCase()).toContain('etag');
  });

  test('gets an answer to its preflight', async () => {
    const { status, headers } = await system.api.request('/v1/votes', {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-allow-methods')).toContain('POST');
    expect(headers.get('access-control-allow-headers')?.toLowerCase()).toContain('content-type');
    expect(Number(headers.get('access-control-max-age'))).toBeGreaterThan(0);
  });
});
