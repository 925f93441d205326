import { explore } from './explore.ts';

test('keeps every promise in thousands of schedules of voters, faults and operators', async () => {
  const report = await explore({ random: 800, seed: 20_261_125, sample: 4000, most: 20 });
  expect(report.failed).toEqual([]);
  expect(report).toMatchObject({ random: 800, sampled: 4000 });
  expect(report.exhaustive + report.merged).toBeGreaterThan(1000);
});
