import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { BEFORE_SPREADING } from '../results/results-before-spreading.ts';
import { formatTables } from '../results/format-table.ts';
import type { Row } from '../results/row.ts';
import { barChart } from './bar-chart.ts';
import { lineChart } from './line-chart.ts';

const docs = join(import.meta.dirname, '../../docs');
const BEGIN = '<!-- npm run bench -- --write: from here -->';
const END = '<!-- to here -->';

/**
 * Writes the tables of one run into docs/performance.md, keeps its text, and draws its charts. In a partial run, groups
 * that were not measured keep their tables, and each measured group names its machine and date.
 */
export async function writeDocument(machine: string, rows: readonly Row[], isComplete: boolean): Promise<void> {
  const path = join(docs, 'performance.md');
  const text = readFileSync(path, 'utf8');
  const [before = '', rest = ''] = text.split(BEGIN);
  const [tables = '', after = ''] = rest.split(END);
  const [head = '', ...sections] = tables.trim().split(/^### /m);
  const renewed = new Map(isComplete ? [] : sections.map((section) => [section.split('\n')[0] ?? '', section.trim()]));
  for (const [group, members] of Map.groupBy(rows, ({ group = 'other' }) => group)) {
    const title = group.charAt(0).toUpperCase() + group.slice(1);
    renewed.set(title, [title, ...(isComplete ? [] : [machine]), formatTables(members)].join('\n\n'));
  }
  const parts = [isComplete ? machine : head.trim(), ...[...renewed.values()].map((section) => `### ${section}`)];
  const whole = [before + BEGIN, ...parts, END + after].join('\n\n');
  writeFileSync(path, await format(whole, { ...(await resolveConfig(path)), filepath: path }));
  mkdirSync(join(docs, 'img'), { recursive: true });
  drawColdStart(rows);
  drawOverload(rows);
}

function drawColdStart(rows: readonly Row[]): void {
  const prefix = 'record-vote, processor time: ';
  const steps = rows.filter(({ what }) => what.startsWith(prefix));
  if (steps.length === 0) return;
  const bars = steps.map((row) => ({ ...row, what: row.what.slice(prefix.length) }));
  writeFileSync(
    join(docs, 'img/performance-cold-start.svg'),
    barChart('Cold start of record-vote with its first vote, processor time above an empty handler', bars),
  );
}

function drawOverload(rows: readonly Row[]): void {
  const now = rows.flatMap(({ what, value }) => {
    const [, offered] = /^model, (\d+) votes\/s offered: recorded$/.exec(what) ?? [];
    return offered === undefined ? [] : [[Number(offered), value] as const];
  });
  if (now.length === 0) return;
  const names = ['votes offered a second', 'votes recorded a second'] as const;
  writeFileSync(
    join(docs, 'img/performance-overload.svg'),
    lineChart('A crowd on one article, on the model of DynamoDB', names, [
      { name: 'now', kind: 'now', points: now },
      { name: 'before', kind: 'before', points: BEFORE_SPREADING.map(({ offered, recorded }) => [offered, recorded]) },
      {
        name: 'before, if conflicts are charged',
        kind: 'worse',
        points: BEFORE_SPREADING.map(({ offered, recordedIfConflictsAreCharged }) => [
          offered,
          recordedIfConflictsAreCharged,
        ]),
      },
    ]),
  );
}
