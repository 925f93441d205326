import { CapacityLimiter } from '../../../lambda/table-pass/capacity-limiter.ts';

test('waits in proportion to the units that it uses, and carries no unused units over', async () => {
  let now = 0;
  const limiter = new CapacityLimiter(
    100,
    () => now,
    (milliseconds) => Promise.resolve((now += milliseconds)),
  );
  await limiter.spend(50);
  expect(now).toBe(500);
  await limiter.spend(0);
  expect(now).toBe(500);
  now += 60_000;
  await limiter.spend(200);
  expect(now).toBe(62_500);
});

test.each([1, 2, 25])('reads few enough items at once to wait less than a minute at %d units a second', (perSecond) => {
  // A vote item takes 0.02 units, and no item of the table takes a whole one.
  expect((new CapacityLimiter(perSecond).itemsAtOnce * 0.125) / perSecond).toBeLessThan(60);
});
