import { inFlight } from '../support/in-flight.ts';
import { startSystem, unlimited } from '../support/system.ts';

// At one a second, a slow machine exceeds the limit too.
const settings = { ...unlimited, readRate: 1, readBurst: 1 };

test('reads far over their limit do not affect votes', async () => {
  await using system = await startSystem({ settings });
  let reading = true;
  const statuses: Record<string, number> = {};
  let asked = 0;
  const readers = Array.from({ length: 16 }, async () => {
    while (reading) {
      const { status } = await system.api.ratings([`new-${++asked}`]);
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  });
  const votes = Array.from(
    { length: 60 },
    (_, index) => () => system.api.vote('voted', `voter-among-readers-${index}`, 5),
  );
  const answers = await inFlight(2, votes);
  reading = false;
  await Promise.all(readers);
  expect(answers.map(({ status }) => status)).toEqual(Array(60).fill(200));
  // Guards against a run in which the reads stay within their limit.
  expect(statuses['429']).toBeGreaterThan(asked / 2);
});
