import { formatTable, formatTables } from '../../../bench/results/format-table.ts';

const row = { what: 'a vote', value: 1.234, unit: 'ms' };
const full = {
  ...row,
  spread: [1.1, 1.3],
  floor: { what: 'raw', value: 1 },
  ratio: 1.234,
  goal: { atMost: 1.1 },
} as const;

test('shows value, spread, baseline, ratio and goal of a row', () => {
  expect(formatTable([full]).split('\n').at(-1)).toMatch(
    /^\| a vote \| 1.23 ms +\| 1.10–1.30 +\| 1 \(raw\) +\| 1.23 +\| ≤ 1.1 MISSED +\|$/,
  );
});

test('leaves out a column without cells', () => {
  expect(formatTable([row]).split('\n')).toEqual([
    '| what   | measured |',
    '| ------ | -------- |',
    '| a vote | 1.23 ms  |',
  ]);
});

test('keeps one table if it fits a screen', () => {
  expect(formatTables([full, { ...row, what: 'a read: p99' }])).toBe(
    formatTable([full, { ...row, what: 'a read: p99' }]),
  );
});

test('splits a wide table by subject; rows without a subject of their own come first', () => {
  const subject =
    'a vote that the local system records under a load of ten times its throughput, on one very popular article';
  const rows = [`${subject}: p50`, 'alone', `${subject}: p99`, 'single: p50'].map((what) => ({ ...row, what }));
  expect(formatTables(rows)).toBe(
    [
      formatTable([rows[1]!, rows[3]!]),
      `**${subject}**`,
      formatTable([
        { ...row, what: 'p50' },
        { ...row, what: 'p99' },
      ]),
    ].join('\n\n'),
  );
});
