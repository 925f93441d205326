import { meetsGoal } from '../../../bench/results/row.ts';

const row = { what: 'a vote', value: 1.234, unit: 'ms' };

test('compares the goal with the ratio, or with the value if there is no ratio', () => {
  expect(meetsGoal(row)).toBeUndefined();
  expect(meetsGoal({ ...row, goal: { atMost: 1.2 } })).toBe(false);
  expect(meetsGoal({ ...row, ratio: 1.1, goal: { atMost: 1.2 } })).toBe(true);
  expect(meetsGoal({ ...row, goal: { atLeast: 1 } })).toBe(true);
});
