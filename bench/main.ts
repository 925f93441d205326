/** `npm run bench [-- --json]`: every measurement, one table. */
import { cpus } from 'node:os';
import { measureEdge } from './edge.ts';
import { measureHotArticle } from './hot-article/measure.ts';
import { formatTable, meetsGoal } from './row.ts';
import type { Row } from './row.ts';
import { measureThroughput } from './throughput.ts';
import { measureWarmPath } from './warm-path.ts';

const measurements: [string, () => Promise<Row[]>][] = [
  ['the handlers beside the raw SDK calls', measureWarmPath],
  ['the local system under load', measureThroughput],
  ['page views through the edge', measureEdge],
  ['a hot article on a model of DynamoDB', measureHotArticle],
];

const rows: Row[] = [];
for (const [what, measure] of measurements) {
  process.stderr.write(`Measuring ${what} …\n`);
  rows.push(...(await measure()));
}

const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node ${process.version}`;
if (process.argv.includes('--json')) {
  process.stdout.write(JSON.stringify({ machine, rows }, undefined, 2) + '\n');
} else {
  process.stdout.write(
    `${machine}; medians of several runs; timings are noisy, ratios less so\n\n${formatTable(rows)}\n`,
  );
}
process.exitCode = rows.some((row) => meetsGoal(row) === false) ? 1 : 0;
