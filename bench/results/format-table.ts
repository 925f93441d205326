import { meetsGoal } from './row.ts';
import type { Row } from './row.ts';

/** The width of a table that every screen shows without scrolling. */
const WIDEST = 120;

/**
 * The rows as one Markdown table or, if that is too wide, as one for each subject, which is the text before the last
 * colon.
 */
export function formatTables(rows: readonly Row[]): string {
  const whole = formatTable(rows);
  if (whole.indexOf('\n') <= WIDEST) return whole;
  const subjects = Map.groupBy(rows, ({ what }) => subjectOf(what));
  const single = rows.filter(({ what }) => subjects.get(subjectOf(what))?.length === 1 || subjectOf(what) === '');
  const tables = single.length === 0 ? [] : [formatTable(single)];
  for (const [subject, members] of subjects) {
    if (subject === '' || members.length === 1) continue;
    const measures = members.map((row) => ({ ...row, what: row.what.slice(subject.length + 2) }));
    tables.push(`**${subject}**`, formatTable(measures));
  }
  return tables.join('\n\n');
}

/** The rows as a Markdown table, without columns that have no cells. */
export function formatTable(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.what,
    `${round(row.value)} ${row.unit}`,
    row.spread === undefined ? '' : row.spread.map(round).join('–'),
    row.floor === undefined ? '' : `${round(row.floor.value)} (${row.floor.what})`,
    row.ratio === undefined ? '' : row.ratio.toFixed(2),
    goalOf(row),
  ]);
  const used = ['what', 'measured', 'spread', 'baseline', 'ratio', 'goal'].map((name, column) => ({
    name,
    column,
    width: Math.max(name.length, ...cells.map((line) => line[column]?.length ?? 0)),
    isEmpty: cells.every((line) => line[column] === ''),
  }));
  const columns = used.filter(({ isEmpty }) => !isEmpty);
  const line = (texts: readonly string[]) => `| ${texts.join(' | ')} |`;
  return [
    line(columns.map(({ name, width }) => name.padEnd(width))),
    line(columns.map(({ width }) => '-'.repeat(width))),
    ...cells.map((row) => line(columns.map(({ column, width }) => (row[column] ?? '').padEnd(width)))),
  ].join('\n');
}

function subjectOf(what: string): string {
  return what.slice(0, Math.max(0, what.lastIndexOf(': ')));
}

function goalOf(row: Row): string {
  if (row.goal === undefined) return '';
  const limit = 'atMost' in row.goal ? `≤ ${row.goal.atMost}` : `≥ ${row.goal.atLeast}`;
  return `${limit} ${meetsGoal(row) === true ? 'met' : 'MISSED'}`;
}

function round(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
