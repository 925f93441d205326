import type { StarCounts } from '../../../lambda/domain/tally.ts';
import { rankSum } from '../../../operator/statistics/rank-sum.ts';

test('the rank-sum test equals the comparison of all pairs', () => {
  // U counts the pairs that a recent vote wins, ties as half. By chance it is 24 of 48, with a standard deviation of
  // 7.2263.
  const pairs = (recent: StarCounts, earlier: StarCounts) =>
    recent.flatMap((count, a) => earlier.map((other, b) => count * other * (a > b ? 1 : a === b ? 0.5 : 0)));
  const [recent, earlier]: [StarCounts, StarCounts] = [
    [1, 2, 1, 0, 2],
    [0, 0, 1, 2, 5],
  ];
  const wins = pairs(recent, earlier).reduce((sum, each) => sum + each, 0);
  expect(wins).toBe(11.5);
  expect(rankSum(recent, earlier)).toBeCloseTo((wins - 24 + 0.5) / 7.2263255, 6);
  expect(rankSum(earlier, recent)).toBeCloseTo(-(wins - 24 + 0.5) / 7.2263255, 6);
  expect(rankSum([0, 0, 0, 0, 10], [0, 0, 0, 0, 10])).toBe(0);
});
