import { startEngine } from '../../local/dynamodb-engine/start-engine.ts';
import type { LocalSystem } from '../../local/local-system.ts';
import { Api } from '../support/api.ts';
import { synthesizedAssembly } from '../support/synthesized-assembly.ts';
import { violations } from '../support/openapi-violations.ts';
import { startAfterPasses } from '../support/system-after-passes.ts';
import { unlimited } from '../support/system.ts';

const settings = {
  ...{ ...unlimited, cacheSeconds: 3600, topListHours: 1 },
  ...{ weeklyDigest: true, alarmEmail: 'operator@example.com' },
};

let engine: Awaited<ReturnType<typeof startEngine>>;
let system: LocalSystem;
let mail: string[];
beforeAll(async () => {
  const { folder } = await synthesizedAssembly(settings);
  engine = await startEngine();
  const before = await startAfterPasses(engine.endpoint, folder);
  expect(before.mail).toContain('No votes yet.');
  const api = new Api(before.system.url);
  for (const [index, id] of ['blog/good', 'blog/good', 'blog/fair', 'shop/bad'].entries())
    await api.vote(id, `voter-of-the-top-list-${index}`, 5 - index);
  await before.system.stop();
  ({ system, mail } = await startAfterPasses(engine.endpoint, folder));
});
afterAll(async () => {
  await system?.stop();
  await engine?.[Symbol.asyncDispose]();
});

async function ask(query: string, init: RequestInit = {}) {
  const response = await fetch(`${system.url}/v1/top${query}`, init);
  const text = await response.text();
  const { status, headers } = response;
  expect(violations({ method: init.method ?? 'GET', path: '/v1/top', status, headers, body: text })).toEqual([]);
  return { status, headers, body: text === '' ? undefined : (JSON.parse(text) as Record<string, unknown>) };
}

test('lists the best rated articles of a prefix, as of the last pass', async () => {
  expect((await ask('')).body).toEqual({
    asOf: expect.stringMatching(/^2\d{3}-.*Z$/) as string,
    prior: { mean: 3.5, votes: 10 },
    articles: [
      { articleId: 'blog/good', average: 4.5, count: 2, distribution: [0, 0, 0, 1, 1], bayesianAverage: 3.667 },
      { articleId: 'blog/fair', average: 3, count: 1, distribution: [0, 0, 1, 0, 0], bayesianAverage: 3.455 },
      { articleId: 'shop/bad', average: 2, count: 1, distribution: [0, 1, 0, 0, 0], bayesianAverage: 3.364 },
    ],
  });
  const ids = async (query: string) =>
    ((await ask(query)).body as { articles: { articleId: string }[] }).articles.map(({ articleId }) => articleId);
  expect(await ids('?prefix=blog/')).toEqual(['blog/good', 'blog/fair']);
  expect(await ids('?prefix=blog/f')).toEqual(['blog/fair']);
  expect(await ids('?limit=1')).toEqual(['blog/good']);
  expect(await ids('?prefix=nothing/')).toEqual([]);
});

test('the operator gets an e-mail', () => {
  expect(mail).toEqual(
    expect.arrayContaining([
      'Mail: Ratings: 4 votes in seven days',
      '4 votes in these seven days on 3 articles; 0 in the seven days before.',
      '  4.50 stars, 2 votes: blog/good',
    ]),
  );
});

test('caches keep the list under one key, whatever the spelling', async () => {
  const first = await ask('?prefix=kept/&limit=3');
  const again = await ask('?limit=3&utm=1&prefix=kept%2F&limit=3', {
    headers: { 'if-none-match': first.headers.get('etag') ?? '' },
  });
  expect([again.status, again.headers.get('x-cache')]).toEqual([304, 'Hit from cloudfront']);
  expect((await ask('?prefix=kept/&limit=3', { method: 'HEAD' })).status).toBe(200);
});

test.each([
  ['?limit=0', 'invalid_limit'],
  ['?limit=101', 'invalid_limit'],
  ['?limit=', 'invalid_limit'],
  ['?limit=1e1', 'invalid_limit'],
  ['?prefix=%00', 'invalid_article_id'],
  ['?prefix=%ff', 'invalid_article_id'],
  [`?prefix=${'a'.repeat(513)}`, 'invalid_article_id'],
])('refuses %s as %s', async (query, code) => {
  expect(await ask(query)).toMatchObject({ status: 400, body: { code } });
});

test('answers 405 to every other method', async () => {
  const response = await fetch(`${system.url}/v1/top`, { method: 'DELETE' });
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
});
