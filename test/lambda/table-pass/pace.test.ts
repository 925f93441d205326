import { Pace } from '../../../lambda/table-pass/pace.ts';

test('takes as long as its units do, and saves nothing up', async () => {
  let now = 0;
  const pace = new Pace(
    100,
    () => now,
    (milliseconds) => Promise.resolve((now += milliseconds)),
  );
  await pace.spend(50);
  expect(now).toBe(500);
  await pace.spend(0);
  expect(now).toBe(500);
  now += 60_000;
  await pace.spend(200);
  expect(now).toBe(62_500);
});

test.each([1, 2, 25])('reads so few items at once that at %d units a second no wait takes a minute', (perSecond) => {
  // Items of votes take 0.02 units; none of ours takes a whole one.
  expect((new Pace(perSecond).itemsAtOnce * 0.125) / perSecond).toBeLessThan(60);
});
