import { setImmediate as nextTurn } from 'node:timers/promises';
import { EdgeCache } from '../../../local/cdn/edge-cache.ts';
import { messageReply } from '../../../local/http/message-reply.ts';

function cacheAt(start = 0, most = 100) {
  let time = start;
  let asked = 0;
  let lifetime = { fresh: 5, stale: 30 };
  const cache = new EdgeCache({ most, now: () => time });
  const fetch = () => Promise.resolve({ reply: messageReply(200, `answer ${++asked}`), lifetime });
  return {
    at: (seconds: number) => (time = seconds * 1000),
    keepFor: (fresh: number, stale: number) => (lifetime = { fresh, stale }),
    get: async (key = '/') => {
      const { reply, found, age } = await cache.get(key, fetch);
      return [(JSON.parse(reply.body.toString()) as { message: string }).message, found, age];
    },
    cache,
  };
}

test('answers with a fresh entry, and reports its age', async () => {
  const { get, at } = cacheAt();
  expect(await get()).toEqual(['answer 1', 'Miss', 0]);
  at(4.9);
  expect(await get()).toEqual(['answer 1', 'Hit', 4]);
});

test('answers with a stale entry while it fetches a new one', async () => {
  const { get, at } = cacheAt();
  await get();
  at(5);
  expect(await get()).toEqual(['answer 1', 'Hit', 5]);
  expect(await get()).toEqual(['answer 2', 'Hit', 0]);
});

test('waits for a new answer if the entry is too old', async () => {
  const { get, at } = cacheAt();
  await get();
  at(35);
  expect(await get()).toEqual(['answer 2', 'Miss', 0]);
});

test('sends one request to the origin for five hundred concurrent ones', async () => {
  const { get } = cacheAt();
  const answers = await Promise.all(Array.from({ length: 500 }, () => get()));
  expect(new Set(answers.map(([text]) => text))).toEqual(new Set(['answer 1']));
});

test('shares no uncacheable answer', async () => {
  const { get, keepFor } = cacheAt();
  keepFor(0, 0);
  const answers = await Promise.all(Array.from({ length: 5 }, () => get()));
  expect(new Set(answers.map(([text]) => text)).size).toBe(5);
});

test('keeps the entry if a refresh fails, and tries again', async () => {
  const { get, at, cache } = cacheAt();
  await get();
  at(6);
  const { reply } = await cache.get('/', () => Promise.reject(new Error('no origin')));
  expect(reply.status).toBe(200);
  await nextTurn();
  expect(await get()).toEqual(['answer 1', 'Hit', 6]);
  await nextTurn();
  expect(await get()).toEqual(['answer 2', 'Hit', 0]);
});

test('keeps the entry if the new answer is uncacheable', async () => {
  const { get, at, keepFor } = cacheAt();
  await get();
  at(6);
  keepFor(0, 0);
  expect(await get()).toEqual(['answer 1', 'Hit', 6]);
  await nextTurn();
  expect(await get()).toEqual(['answer 1', 'Hit', 6]);
  at(35);
  expect((await get())[1]).toBe('Miss');
});

test('a failed request fails everyone who waits for it, and the next one asks the origin again', async () => {
  const { get, cache } = cacheAt();
  const failing = () => cache.get('/', () => Promise.reject(new Error('no origin')));
  const outcomes = await Promise.allSettled([failing(), failing()]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await get()).toEqual(['answer 1', 'Miss', 0]);
});

test('evicts the oldest entry when it is full', async () => {
  const { get } = cacheAt(0, 2);
  for (const key of ['a', 'b', 'c']) await get(key);
  expect((await get('b'))[1]).toBe('Hit');
  expect((await get('a'))[1]).toBe('Miss');
});
