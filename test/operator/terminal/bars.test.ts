import { barChart } from '../../../operator/terminal/bars.ts';

test('aligns counts with their separators, five stars first', () => {
  expect(barChart([0, 0, 0, 250, 1_000]).map((line) => line.replaceAll(/[█▌ ]+/g, ' '))).toEqual([
    '5 ★ 1,000 80%',
    '4 ★ 250 20%',
    '3 ★ 0 0%',
    '2 ★ 0 0%',
    '1 ★ 0 0%',
  ]);
  expect(new Set(barChart([0, 0, 0, 250, 1_000]).map((line) => line.length)).size).toBe(1);
});
