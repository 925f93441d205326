import { randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import { seeded } from '../support/chance.ts';
import { Api } from '../support/api.ts';
import { inFlight } from '../support/in-flight.ts';
import { startSystem, unlimited } from '../support/system.ts';
import type { System } from '../support/system.ts';

const PER_NETWORK = 30;
/** More for the long form: `ATTEMPTS=10000 npx jest test/system/ballot-stuffing`. */
const ATTEMPTS = Number(process.env['ATTEMPTS'] ?? 2_000);

const secret = randomBytes(32);
const audience = 'https://ratings.example';

let system: System;
beforeAll(async () => {
  system = await startSystem({
    settings: {
      ...unlimited,
      votersPerNetwork: PER_NETWORK,
      allowedOrigins: 'https://blog.example *.shop.example',
      // A backtracking engine would not finish matching this pattern.
      articleIdPattern: '([a-z0-9]+-?)+',
      voterTokenKeys: JSON.stringify({ keys: [{ kty: 'oct', k: secret.toString('base64url') }] }),
      voterTokenAudience: audience,
    },
  });
});
afterAll(() => system.stop());

const origin = 'https://blog.example';
const body = (articleId: string, voter: number, rating: number | null = 5) =>
  JSON.stringify({ articleId, rating, voterId: `fresh-voter-number-${voter}` });

/** Every header that servers have trusted as a client address. */
function forged(random: () => number): Record<string, string> {
  const address = Array.from({ length: 4 }, () => Math.floor(random() * 256)).join('.');
  return {
    origin,
    'x-forwarded-for': address,
    'client-ip': address,
    'cloudfront-viewer-address': `${address}:443`,
    'x-real-ip': address,
    'true-client-ip': address,
    forwarded: `for=${address}`,
    via: '2.0 cloudfront',
    'x-origin-verify': 'guess',
  };
}

const utcDay = () => Math.floor(Date.now() / 86_400_000);
const untilMidnight = () => 86_400 - ((Date.now() / 1000) % 86_400);

test('counts new voters from one address only up to the limit, whatever headers they send', async () => {
  const random = seeded(5);
  const stuff = async (article: string) => {
    const [day, atMost] = [utcDay(), untilMidnight()];
    const tasks = Array.from(
      { length: ATTEMPTS },
      (_, voter) => () => system.api.post(body(article, voter), forged(random)),
    );
    const answers = await inFlight(64, tasks);
    return { article, answers, atMost, atLeast: untilMidnight(), inOneDay: utcDay() === day };
  };
  let stuffed = await stuff('stuffed');
  // The limit is for one UTC day, which may end meanwhile.
  if (!stuffed.inOneDay) stuffed = await stuff('stuffed-again');
  const { article, answers, atMost, atLeast } = stuffed;
  const statuses = new Set(answers.map(({ status }) => status));
  expect(statuses).toEqual(new Set([200, 429]));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(PER_NETWORK);
  expect((await system.api.summary(article)).count).toBe(PER_NETWORK);

  const refused = answers.find(({ status }) => status === 429);
  expect(refused?.body).toMatchObject({ code: 'too_many_votes', status: 429 });
  const retryAfter = Number(refused?.headers.get('retry-after'));
  expect(retryAfter).toBeGreaterThanOrEqual(Math.floor(atLeast));
  expect(retryAfter).toBeLessThanOrEqual(Math.ceil(atMost));
  expect(await system.differences()).toEqual([]);
});

test('counts thirty voters behind one office address, and lets each change and withdraw the vote', async () => {
  const vote = (voter: number, rating: number | null) => system.api.post(body('office', voter, rating), { origin });
  const people = Array.from({ length: 30 }, (_, voter) => voter);
  const statuses = async (rating: number | null) =>
    new Set((await Promise.all(people.map((voter) => vote(voter, rating)))).map(({ status }) => status));
  expect(await statuses(5)).toEqual(new Set([200]));
  expect(await statuses(3)).toEqual(new Set([200]));
  expect(await system.api.summary('office')).toMatchObject({ count: 30, average: 3 });
  expect(await statuses(null)).toEqual(new Set([200]));
});

test('counts every account with a token of the site, however many share one address', async () => {
  const accounts = Array.from({ length: 35 }, (_, account) => `account-${account}`);
  const statuses = await Promise.all(
    accounts.map(async (sub) => {
      const token = new SignJWT({ sub }).setProtectedHeader({ alg: 'HS256' }).setAudience(audience);
      const voterToken = await token.setExpirationTime('5m').sign(secret);
      const answer = await system.api.post(JSON.stringify({ articleId: 'signed', rating: 5, voterToken }), { origin });
      return answer.status;
    }),
  );
  expect(statuses).toEqual(Array(35).fill(200));
  expect((await system.api.summary('signed')).count).toBe(35);
  // The accounts did not use up the limit of the address.
  expect((await system.api.post(body('signed', 1), { origin })).status).toBe(200);
});

test('refuses requests that bypass the CDN', async () => {
  const direct = new Api(system.apiUrl);
  for (const headers of [{}, forged(seeded(6))]) {
    const answer = await direct.post(body('direct', 1), headers);
    expect(answer).toMatchObject({ status: 403, body: { code: 'not_via_cdn' } });
  }
  expect(await direct.ratings(['direct'])).toMatchObject({ status: 403, body: { code: 'not_via_cdn' } });
  expect((await system.api.summary('direct')).count).toBe(0);
});

test.each([undefined, 'https://evil.example', 'null', 'https://shop.example'])(
  'refuses votes from the origin %p',
  async (from) => {
    const answer = await system.api.post(body('elsewhere', 1), from === undefined ? {} : { origin: from });
    expect(answer).toMatchObject({ status: 403, body: { code: 'origin_not_allowed' } });
    expect((await system.api.summary('elsewhere')).count).toBe(0);
  },
);

test('refuses at once an article ID that is hard to match', async () => {
  const answer = await system.api.post(body(`${'a'.repeat(500)}!`, 1), { origin });
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_article_id' } });
});

test('accepts votes from the allowed origins, for articles that match the pattern', async () => {
  for (const from of [origin, 'https://de.shop.example']) {
    expect((await system.api.post(body('allowed', 1), { origin: from })).status).toBe(200);
  }
  const invented = await system.api.post(body('Invented/123', 1), { origin });
  expect(invented).toMatchObject({ status: 400, body: { code: 'invalid_article_id' } });
});
