import { seeded, shuffled } from '../support/chance.ts';
import { inFlight } from '../support/in-flight.ts';
import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

const voter = (index: number) => `voter-of-the-load-test-${index}`;
const stars = (index: number) => (index % 5) + 1;

/**
 * Sends votes, 64 at a time. A busy machine may miss the service's deadline: such a vote is sent again, as a widget
 * does.
 */
async function expectAll200(tasks: (() => ReturnType<typeof system.api.vote>)[]): Promise<void> {
  const untilAnswered = (send: (typeof tasks)[number]) => async () => {
    let answer = await send();
    while ([503, 504].includes(answer.status)) answer = await send();
    return answer.status;
  };
  expect(new Set(await inFlight(64, tasks.map(untilAnswered)))).toEqual(new Set([200]));
}

test('counts 5,000 votes on one article, 64 at a time, exactly', async () => {
  const tasks = Array.from({ length: 5000 }, (_, index) => () => system.api.vote('hot', voter(index), stars(index)));
  await expectAll200(tasks);
  const distribution = [1000, 1000, 1000, 1000, 1000];
  expect(await system.api.summary('hot')).toEqual({ average: 3, count: 5000, distribution });
});

test('counts twenty concurrent first votes on a new article', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => system.api.vote('fresh', voter(index), stars(index))),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
  expect(await system.api.summary('fresh')).toEqual({ average: 3, count: 20, distribution: [4, 4, 4, 4, 4] });
});

test('counts a voter who sends the same vote 200 times at once only once', async () => {
  await expectAll200(Array.from({ length: 200 }, () => () => system.api.vote('same', voter(0), 5)));
  expect(await system.api.summary('same')).toEqual({ average: 5, count: 1, distribution: [0, 0, 0, 0, 1] });
});

test('keeps tally and votes equal while 500 voters change their minds and half withdraw', async () => {
  const random = seeded(3);
  const changes = Array.from({ length: 500 * 4 }, (_, index) => {
    const rating = Math.floor(random() * 5) + 1;
    return () => system.api.vote('moody', voter(index % 500), rating);
  });
  const withdrawals = Array.from({ length: 250 }, (_, index) => () => system.api.vote('moody', voter(index * 2), null));
  await expectAll200(shuffled([...changes, ...withdrawals], random));
  expect(await system.differences()).toEqual([]);
  const { distribution, count } = await system.api.summary('moody');
  expect(count).toBe(distribution.reduce((sum, votes) => sum + votes));
  expect(count).toBeGreaterThanOrEqual(250);
  expect(count).toBeLessThanOrEqual(500);
});
