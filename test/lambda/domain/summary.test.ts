import fc from 'fast-check';
import { summarize } from '../../../lambda/domain/summary.ts';
import type { Tally } from '../../../lambda/domain/tally.ts';

test('gives an unrated article an average and a count of zero', () => {
  expect(summarize([0, 0, 0, 0, 0])).toEqual({ average: 0, count: 0, distribution: [0, 0, 0, 0, 0] });
});

test.each<[Tally, number]>([
  [[0, 0, 0, 0, 1], 5],
  [[1, 0, 0, 0, 0], 1],
  [[0, 1, 2, 5, 9], 4.29],
  [[0, 0, 0, 1, 2], 4.67],
  [[1, 1, 1, 0, 0], 2],
  // Exactly 1.005, 2.675 and 4.125: halves round up, although the nearest doubles of the first two are below the half.
  [[199, 1, 0, 0, 0], 1.01],
  [[0, 65, 135, 0, 0], 2.68],
  [[0, 0, 0, 7, 1], 4.13],
])('averages %j to %d', (tally, average) => {
  expect(summarize(tally).average).toBe(average);
});

test('stays exact for any tally', () => {
  const count = fc.nat(1_000_000);
  fc.assert(
    fc.property(fc.tuple(count, count, count, count, count), (tally) => {
      const summary = summarize(tally);
      const votes = tally.reduce((a, b) => a + b);
      expect(summary.count).toBe(votes);
      if (votes === 0) return;
      const [one, two, three, four, five] = tally.map(BigInt) as [bigint, bigint, bigint, bigint, bigint];
      const stars = one + 2n * two + 3n * three + 4n * four + 5n * five;
      // Within half a hundredth, the upper half excluded: -n <= 200 * stars - 2 * hundredths * n < n.
      const rest = 200n * stars - 2n * BigInt(Math.round(summary.average * 100)) * BigInt(votes);
      expect(rest >= -BigInt(votes) && rest < BigInt(votes)).toBe(true);
    }),
  );
});
