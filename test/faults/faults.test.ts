import { runFaults } from './run.ts';

test('loses and duplicates no vote while processes are killed, calls fail and clocks jump', async () => {
  const report = await runFaults({ seed: 20261123, votes: 1000 });
  process.stdout.write(`faults: ${JSON.stringify(report)}\n`);
  expect(report.findings).toEqual([]);
  expect(report).toMatchObject({ lost: 0, duplicated: 0 });
  // Guards against a run without faults.
  expect(report.acknowledged).toBeGreaterThan(400);
  expect(report.unknown).toBeGreaterThan(0);
  expect(Object.values(report.kills).every((kills) => kills > 0)).toBe(true);
  expect(Object.keys(report.faults).length).toBeGreaterThanOrEqual(5);
});
