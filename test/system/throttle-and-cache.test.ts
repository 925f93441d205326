import { measureEdge } from '../../bench/system/measure-edge.ts';
import { inFlight } from '../support/in-flight.ts';
import { startSystem, unlimited } from '../support/system.ts';

const system = (settings: object) => startSystem({ settings: { ...unlimited, ...settings } });

test('answers 429 to votes over the throttle, and counts exactly the votes it admits', async () => {
  // At one a second, a machine that is slow must refuse votes too.
  await using throttled = await system({ voteRate: 1, voteBurst: 60 });
  const votes = Array.from(
    { length: 600 },
    (_, index) => () => throttled.api.vote('popular', `voter-at-the-ceiling-${index}`, (index % 5) + 1),
  );
  const answers = await inFlight(64, votes);
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  // API Gateway's own answer: none of our code runs for these requests.
  for (const { body } of refused) expect(body).toEqual({ message: 'Too Many Requests' });
  const counted = answers.filter(({ status }) => status === 200).length;
  expect(counted + refused.length).toBe(600);
  expect(await throttled.differences()).toEqual([]);
  const read = await throttled.api.ratings(['popular']);
  expect(read.body).toMatchObject({ ratings: [{ count: counted }] });
});

test('invokes a function once for five hundred concurrent reads of a new article', async () => {
  // The answer must stay fresh until all have been served, on a busy machine too.
  await using cold = await startSystem({ settings: { cacheSeconds: 3600 } });
  const answers = await Promise.all(Array.from({ length: 500 }, () => cold.api.ratings(['new'])));
  expect(answers.map(({ status }) => status)).toEqual(Array(500).fill(200));
  expect(new Set(answers.map(({ headers }) => headers.get('apigw-requestid'))).size).toBe(1);
});

// How many page views that spares depends on their rate: a row of the bench.
test('at most one page view per article and lifetime reaches a function', async () => {
  const [, overHttp] = await measureEdge(1_000, 4_000);
  expect(overHttp?.ratio).toBeLessThanOrEqual(1);
});
