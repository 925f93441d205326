import { quantile, spread } from '../../../bench/results/statistics.ts';

test('computes quantiles by the nearest rank, from samples in any order', () => {
  const samples = [5, 1, 4, 2, 3];
  expect(quantile(samples, 0.5)).toBe(3);
  expect(quantile(samples, 1)).toBe(5);
  expect(spread(samples)).toEqual([2, 4]);
});
