/**
 * `npm run test:interleavings [-- --random 40000 --sample 100000 --most 1000000 --seed 1]`: the long form of the
 * schedule test. `npm run test:interleavings -- --replay random:113` runs one schedule and traces its events.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { explore } from './explore.ts';
import type { Report } from './explore.ts';
import { replay } from './jobs.ts';
import type { Failed } from './jobs.ts';

const { values } = parseArgs({
  options: {
    ...{
      random: { type: 'string' },
      sample: { type: 'string' },
      seed: { type: 'string' },
      most: { type: 'string' },
      replay: { type: 'string' },
    },
    'fail-fast': { type: 'boolean' },
  },
});

const MOST_SHOWN = 20;

if (values.replay !== undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'schedules-'));
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const { violations, story } = await replay(values.replay, folder, say);
  rmSync(folder, { recursive: true });
  say(['', ...story, '', ...(violations.length > 0 ? violations : ['Every promise was kept.'])].join('\n'));
  process.exitCode = violations.length > 0 ? 1 : 0;
} else {
  const seed = Number(values.seed ?? 1);
  let told = performance.now();
  let shown = 0;
  const progress = ({ random, sampled, exhaustive, merged, complete, scenarios, seconds, failed }: Report) => {
    for (const each of failed.slice(shown, MOST_SHOWN)) process.stdout.write(`${describeFailed(each)}\n`);
    shown = failed.length;
    if (performance.now() - told < 5000) return;
    told = performance.now();
    process.stderr.write(
      `${seconds} s: ${random} random schedules, ${sampled} sampled, ${exhaustive} exhaustive and ${merged} merged (${complete} of ${scenarios} scenarios complete), ` +
        `${failed.length} failed\n`,
    );
  };
  const report = await explore({
    ...{
      random: Number(values.random ?? 40_000),
      seed,
      sample: Number(values.sample ?? 100_000),
      most: Number(values.most ?? 1_000_000),
    },
    ...{ failFast: values['fail-fast'] ?? false, progress },
  });
  process.stdout.write(`${JSON.stringify({ seed, ...report, failed: report.failed.length })}\n`);
  process.exitCode = report.failed.length > 0 ? 1 : 0;
}

function describeFailed({ replay, violations, story }: Failed): string {
  return ['', replay, ...violations, ...story].join('\n  ');
}
