import { Deadline } from '../../../../lambda/storage/retry/deadline.ts';

const clockAndRandom = (random: number) => {
  let elapsed = 1_000_000;
  const pauses: number[] = [];
  return {
    pauses,
    now: () => 0,
    elapsed: () => elapsed,
    random: () => random,
    sleep: (ms: number) => {
      pauses.push(ms);
      elapsed += ms;
      return Promise.resolve();
    },
  };
};

test('pauses longer each time, a second at most, and not if the deadline would pass', async () => {
  const around = clockAndRandom(0.5);
  const deadline = new Deadline(around);
  while (await deadline.pause());
  expect(around.pauses.slice(0, 9)).toEqual([5, 10, 20, 40, 80, 160, 320, 500, 500]);
  expect(around.pauses.reduce((sum, ms) => sum + ms)).toBe(4_635);
  expect(deadline.passed).toBe(false);
});

test('ignores changes of the wall clock', () => {
  let now = 0;
  const deadline = new Deadline({ ...clockAndRandom(0), now: () => now });
  now = 86_400_000;
  expect(deadline.passed).toBe(false);
});
