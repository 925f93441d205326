/**
 * `npm run bench [-- --json] [--write] [--only=warm,bytes]`: the measurements of docs/performance.md; `--write` updates
 * it.
 */
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { measureBytes } from './bundles/measure-bytes.ts';
import { measureColdStart } from './cold-start/measure-cold-start.ts';
import { measureCapacity } from './cost/measure-capacity.ts';
import { modelMemory } from './cost/model-memory.ts';
import { measureHotArticle } from './hot-article/measure-hot-article.ts';
import { measurePage } from './page/measure-page.ts';
import { writeDocument } from './report/write-document.ts';
import { formatTable } from './results/format-table.ts';
import { meetsGoal } from './results/row.ts';
import type { Row } from './results/row.ts';
import { measureEdge } from './system/measure-edge.ts';
import { measureOverloadedSystem } from './system/measure-overloaded-system.ts';
import { measureThroughput } from './system/measure-throughput.ts';
import { measureListReads } from './warm/measure-list-reads.ts';
import { measureMatching } from './article-id-pattern/measure-matching.ts';
import { measureWarmPath } from './warm/measure-warm-path.ts';

const measurements: Record<string, () => Promise<Row[]>> = {
  'cold start': measureColdStart,
  warm: async () => [...(await measureWarmPath()), ...(await measureListReads()), ...(await measureMatching())],
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
const unknown = chosen.filter((group) => measurements[group] === undefined);
if (unknown.length > 0) {
  process.stderr.write(
    `There is no group ${unknown.join(', ')}. The groups are ${Object.keys(measurements).join(', ')}.\n`,
  );
  process.exit(1);
}

const rows: Row[] = [];
for (const [group, measure] of Object.entries(measurements)) {
  if (!chosen.includes(group)) continue;
  const start = performance.now();
  process.stderr.write(`Measuring ${group} … `);
  rows.push(...(await measure()).map((row) => ({ group, ...row })));
  process.stderr.write(`${((performance.now() - start) / 1000).toFixed(0)} s\n`);
}

const machine =
  `${cpus().length} cores of an ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ` +
  `${process.platform} ${process.arch}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}. Medians; ` +
  'the spread is that of the middle half of the runs.';
if (options.write) await writeDocument(machine, rows, options.only === undefined);
if (options.json) process.stdout.write(JSON.stringify({ machine, rows }, undefined, 2) + '\n');
else process.stdout.write(`${machine}\n\n${formatTable(rows)}\n`);
process.exitCode = rows.some((row) => meetsGoal(row) === false) ? 1 : 0;
