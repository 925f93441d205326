/** `npm run bench [-- --json] [--write] [--only=warm,bytes]`: all measurements; `--write` updates docs/performance.md. */
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { measureBytes } from './bytes.ts';
import { measureCapacity } from './capacity.ts';
import { measureColdStart } from './cold-start/measure.ts';
import { writeDocument } from './document.ts';
import { measureEdge } from './edge.ts';
import { measureHotArticle } from './hot-article/measure.ts';
import { measureListReads } from './list-reads.ts';
import { modelMemory } from './memory.ts';
import { measureOverloadedSystem } from './overloaded-system.ts';
import { measurePage } from './page.ts';
import { formatTable, meetsGoal } from './row.ts';
import type { Row } from './row.ts';
import { measureThroughput } from './throughput.ts';
import { measureWarmPath } from './warm-path.ts';

const measurements: Record<string, () => Promise<Row[]>> = {
  'cold start': measureColdStart,
  warm: async () => [...(await measureWarmPath()), ...(await measureListReads())],
  throughput: measureThroughput,
  bytes: measureBytes,
  page: measurePage,
  capacity: measureCapacity,
  edge: measureEdge,
  'hot article': measureHotArticle,
  overload: measureOverloadedSystem,
  memory: modelMemory,
};

const { values: options } = parseArgs({
  options: { json: { type: 'boolean' }, write: { type: 'boolean' }, only: { type: 'string' } },
});
const chosen = options.only?.split(',') ?? Object.keys(measurements);

const rows: Row[] = [];
for (const [group, measure] of Object.entries(measurements)) {
  if (!chosen.includes(group)) continue;
  const start = performance.now();
  process.stderr.write(`Measuring ${group} … `);
  rows.push(...(await measure()).map((row) => ({ group, ...row })));
  process.stderr.write(`${((performance.now() - start) / 1000).toFixed(0)} s\n`);
}

const machine =
  `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ` +
  `${process.platform} ${process.arch}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}. Medians; ` +
  'the spread is that of the middle half of the runs.';
if (options.write) await writeDocument(machine, rows, options.only === undefined);
if (options.json) process.stdout.write(JSON.stringify({ machine, rows }, undefined, 2) + '\n');
else process.stdout.write(`${machine}\n\n${formatTable(rows)}\n`);
process.exitCode = rows.some((row) => meetsGoal(row) === false) ? 1 : 0;
