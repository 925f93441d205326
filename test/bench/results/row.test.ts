import { formatTable, meetsGoal } from '../../../bench/results/row.ts';

const row = { what: 'a vote', value: 1.234, unit: 'ms' };

test('compares the goal with the ratio, or with the value if there is no ratio', () => {
  expect(meetsGoal(row)).toBeUndefined();
  expect(meetsGoal({ ...row, goal: { atMost: 1.2 } })).toBe(false);
  expect(meetsGoal({ ...row, ratio: 1.1, goal: { atMost: 1.2 } })).toBe(true);
  expect(meetsGoal({ ...row, goal: { atLeast: 1 } })).toBe(true);
});

test('shows value, spread, floor, ratio and goal of a row', () => {
  const full = {
    ...row,
    spread: [1.1, 1.3],
    floor: { what: 'raw', value: 1 },
    ratio: 1.234,
    goal: { atMost: 1.1 },
  } as const;
  expect(formatTable([full]).split('\n').at(-1)).toMatch(
    /^\| a vote \| 1.23 ms +\| 1.10 – 1.30 +\| 1 ms \(raw\) +\| 1.23 +\| ≤ 1.1 +\| MISSED +\|$/,
  );
});

test('gives a column without cells a valid Markdown separator', () => {
  expect(formatTable([row]).split('\n')[1]).toMatch(/^\|(?: -{3,} \|){7}$/);
});
