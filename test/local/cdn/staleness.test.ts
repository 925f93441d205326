import { setImmediate as nextTurn } from 'node:timers/promises';
import { edgeOfTemplate } from './edge-of-template.ts';

/** An edge location with the given lifetimes, in front of an API whose count the test changes. */
async function edgeWith({ cacheSeconds, staleSeconds }: { cacheSeconds: number; staleSeconds: number }) {
  let count = 0;
  const value = `public, max-age=${cacheSeconds}, stale-while-revalidate=${staleSeconds}`;
  const origin = () =>
    Promise.resolve({ status: 200, headers: [['cache-control', value]] as const, body: Buffer.from(String(count)) });
  const { at, send } = await edgeOfTemplate(origin, { cacheSeconds, staleSeconds });
  const read = async () => Number((await send('/v1/ratings?articleId=a')).body);
  return { at, read, vote: () => ++count };
}

test.each([
  { cacheSeconds: 5, staleSeconds: 30 },
  { cacheSeconds: 60, staleSeconds: 0 },
])('a read shows a count that is at most cacheSeconds + staleSeconds old: %j', async (settings) => {
  const { at, read, vote } = await edgeWith(settings);
  const worst = settings.cacheSeconds + settings.staleSeconds;
  expect(await read()).toBe(0);
  vote();
  at(worst - 0.001);
  // The first read since: it shows the old count and, if that is stale, triggers a refresh.
  expect(await read()).toBe(0);
  at(worst);
  expect(await read()).toBe(1);
});

test('an article that is read constantly shows a new vote with the second read after cacheSeconds', async () => {
  const { at, read, vote } = await edgeWith({ cacheSeconds: 5, staleSeconds: 30 });
  await read();
  vote();
  at(5);
  expect(await read()).toBe(0);
  await nextTurn();
  await nextTurn();
  expect(await read()).toBe(1);
});
