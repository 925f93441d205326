import { aboveEmpty, cpu, ratios, startAll } from '../../bench/cold-start/measure.ts';
import { steps } from '../../bench/cold-start/variants.ts';
import { measureBytes } from '../../bench/bytes.ts';
import { median } from '../../bench/statistics.ts';
import { comparePairs } from '../../bench/warm-path.ts';

// Ratios of processor time and of pairs of calls, never absolute times: a busy machine lengthens both sides alike. Each limit is what
// was measured (docs/performance.md) and a margin that ten runs on two busy cores stayed well within.

const [stock, deployed] = [steps[0], steps.at(-1)] as [(typeof steps)[number], (typeof steps)[number]];

test.each(['record-vote', 'get-ratings'] as const)(
  '%s starts in three fifths of the time of the stock bundle or less',
  async (name) => {
    const starts = await startAll(name, [stock, deployed], 5);
    expect(Math.min(...aboveEmpty(starts, deployed.name, cpu))).toBeGreaterThan(0);
    expect(median(ratios(starts, deployed.name, stock.name, cpu))).toBeLessThan(0.6);
  },
);

test('the handlers add little to the raw calls of the SDK', async () => {
  const { vote, read } = await comparePairs(400);
  expect(vote).toBeLessThan(1.2);
  expect(read).toBeLessThan(1.2);
});

test('the bundles stay within their budget', async () => {
  const bundles = (await measureBytes()).filter(({ what }) => what.endsWith('bundle'));
  expect(bundles).toHaveLength(2);
  for (const { value } of bundles) expect(value).toBeLessThan(150_000);
});
