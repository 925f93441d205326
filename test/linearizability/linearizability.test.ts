import { startSystem } from '../support/system.ts';
import { checkSystem } from './check-system.ts';

test('answers votes over HTTP linearizably', async () => {
  await using system = await startSystem();
  const { histories, answered, votes, concurrent, wrong } = await checkSystem(system.api, 100, 20_261_125);
  expect(wrong).toEqual([]);
  expect(histories).toBe(100);
  expect(answered).toBe(votes);
  // Guards against a run without concurrent votes.
  expect(concurrent).toBeGreaterThan(votes / 2);
  expect(await system.differences()).toEqual([]);
});
