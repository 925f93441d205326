/** One measurement, a median over several runs. */
export interface Row {
  /** Group of measurements, e.g. `cold start`. */
  readonly group?: string;
  readonly what: string;
  readonly value: number;
  /** Bounds of the middle half of the runs. */
  readonly spread?: readonly [number, number];
  readonly unit: string;
  /** Baseline: the same measure of the least work possible, in the same run. */
  readonly floor?: { readonly what: string; readonly value: number };
  /** Value divided by floor: the median of the runs' ratios, not the ratio of the medians. For tails, the ratio over all runs. */
  readonly ratio?: number;
  /** Limit for the ratio or, without one, for the value. */
  readonly goal?: { readonly atMost: number } | { readonly atLeast: number };
}

/** Whether the goal is met; undefined without one. */
export function meetsGoal({ value, ratio = value, goal }: Row): boolean | undefined {
  if (goal === undefined) return undefined;
  return 'atMost' in goal ? ratio <= goal.atMost : ratio >= goal.atLeast;
}

/** The rows as a Markdown table. */
export function formatTable(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.what,
    `${round(row.value)} ${row.unit}`,
    row.spread === undefined ? '' : row.spread.map(round).join(' – '),
    row.floor === undefined ? '' : `${round(row.floor.value)} ${row.unit} (${row.floor.what})`,
    row.ratio === undefined ? '' : row.ratio.toFixed(2),
    row.goal === undefined ? '' : 'atMost' in row.goal ? `≤ ${row.goal.atMost}` : `≥ ${row.goal.atLeast}`,
    { true: 'met', false: 'MISSED', undefined: '' }[String(meetsGoal(row)) as 'true' | 'false' | 'undefined'],
  ]);
  const lines = [['what', 'measured', 'spread', 'baseline', 'ratio', 'goal', ''], ...cells];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  const [head = '', ...rest] = lines.map(
    (line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  // Without at least one dash per column, Markdown shows the table as text.
  return [head, `| ${widths.map((width) => '-'.repeat(Math.max(3, width))).join(' | ')} |`, ...rest].join('\n');
}

function round(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
