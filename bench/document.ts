import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { chart } from './chart.ts';
import { formatTable } from './row.ts';
import type { Row } from './row.ts';

const docs = join(import.meta.dirname, '../docs');
const BEGIN = '<!-- npm run bench -- --write: from here -->';
const END = '<!-- to here -->';

/** Puts the tables of one run into docs/performance.md, whose text it keeps, and draws its chart. */
export async function writeDocument(machine: string, rows: readonly Row[]): Promise<void> {
  const path = join(docs, 'performance.md');
  const text = readFileSync(path, 'utf8');
  const [before = ''] = text.split(BEGIN);
  const [, after = ''] = text.split(END);
  const tables = [...Map.groupBy(rows, ({ group = 'other' }) => group)].map(
    ([group, members]) => `### ${group.charAt(0).toUpperCase()}${group.slice(1)}\n\n${formatTable(members)}`,
  );
  const renewed = [before + BEGIN, machine, ...tables, END + after].join('\n\n');
  writeFileSync(path, await format(renewed, { parser: 'markdown', printWidth: 120 }));
  mkdirSync(join(docs, 'img'), { recursive: true });
  const prefix = 'record-vote, processor time: ';
  const steps = rows.filter(({ what }) => what.startsWith(prefix));
  const bars = steps.map((row) => ({ ...row, what: row.what.slice(prefix.length) }));
  writeFileSync(
    join(docs, 'img/performance-cold-start.svg'),
    chart('Cold start of record-vote with its first vote, processor time above an empty handler', bars),
  );
}
