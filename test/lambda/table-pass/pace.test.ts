import { Pace } from '../../../lambda/table-pass/pace.ts';

test('waits in proportion to the units that it uses, and carries no unused units over', async () => {
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

test.each([1, 2, 25])('reads few enough items at once to wait less than a minute at %d units a second', (perSecond) => {
  // A vote item takes 0.02 units, and no item of the table takes a whole one.
  expect((new Pace(perSecond).itemsAtOnce * 0.125) / perSecond).toBeLessThan(60);
});
