/** `npm run test:faults [-- --votes 100000 --seed 1]`: the long form of the fault test. */
import { parseArgs } from 'node:util';
import { runFaults } from './run.ts';

const { values } = parseArgs({ options: { votes: { type: 'string' }, seed: { type: 'string' } } });
const votes = Number(values.votes ?? 20_000);
const seed = Number(values.seed ?? 1);
if (!(votes > 0 && Number.isInteger(seed))) throw new Error('--votes and --seed must be whole numbers, votes above 0.');
const start = performance.now();

const report = await runFaults({
  seed,
  votes,
  progress: (sent, { acknowledged, refused, unknown }) => {
    const rate = (sent / (performance.now() - start)) * 1000;
    const left = Math.round((votes - sent) / rate);
    process.stderr.write(
      `${sent} sent: ${acknowledged} acknowledged, ${refused} refused, ${unknown} unknown; ${left} s left\n`,
    );
  },
});
const { findings, ...figures } = report;
process.stdout.write(
  `${findings.join('\n')}${findings.length > 0 ? '\n' : ''}${JSON.stringify(figures, undefined, 2)}\n`,
);
process.exitCode = report.acknowledged > 0 && report.lost + report.duplicated === 0 ? 0 : 1;
