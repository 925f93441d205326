/**
 * `npm run bench:sdk-replacements [rounds]`: the processor time that each part of the trimming saves, measured by
 * leaving out only that one. It is a share of the stock bundle's processor time in the same round.
 * docs/adr/0011-sdk-trimmed-at-build-time.md has the conclusions.
 */
import { apiFunctionNames, stock, trimming } from '../../bundling/functions.ts';
import { median, spread } from '../results/statistics.ts';
import { withoutPart } from './parts.ts';
import type { Start } from './prepare-cold-starts.ts';
import { aboveEmpty, startAll } from './start-all.ts';
import type { Variant } from './variants.ts';

const cpu = (start: Start) => start.cpu;
const rounds = Number(process.argv[2] ?? 40);

const variants: Variant[] = [
  { name: 'stock', options: stock },
  { name: 'all', options: { ...stock, ...trimming } },
  ...withoutPart,
];

for (const name of apiFunctionNames) {
  const starts = await startAll(name, variants, rounds);
  const floor = aboveEmpty(starts, 'stock', cpu);
  const all = aboveEmpty(starts, 'all', cpu);
  const share = median(all.map((value, round) => value / (floor[round] ?? NaN)));
  process.stdout.write(`${name}: ${share.toFixed(3)} of the stock bundle's processor time, ${rounds} rounds\n`);
  for (const { name: part } of withoutPart) {
    const alone = aboveEmpty(starts, part, cpu);
    const gains = alone.map((value, round) => (100 * (value - (all[round] ?? NaN))) / (floor[round] ?? NaN));
    const [low, high] = spread(gains);
    const text = `${median(gains).toFixed(1)} % (${low.toFixed(1)} to ${high.toFixed(1)})`;
    process.stdout.write(`  ${text.padEnd(26)} ${part}\n`);
  }
}
