import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import { fuzz } from './run.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

test('answers any request as documented, never with a 5xx, and a refused one leaves nothing behind', async () => {
  const { statuses, codes, accepted } = await fuzz(system.url, 1500, 20261123);
  expect((await system.articles()).filter((id) => !accepted.has(id))).toEqual([]);
  // The run must have met what it is there to meet.
  expect(accepted.size).toBeGreaterThan(10);
  expect(Object.keys(statuses)).toEqual(expect.arrayContaining(['200', '204', '400', '404', '405', '413']));
  expect(Object.keys(codes).length).toBeGreaterThanOrEqual(7);
});
