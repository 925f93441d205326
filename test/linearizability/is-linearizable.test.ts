import type { Observed } from './history.ts';
import { isLinearizable } from './is-linearizable.ts';

const vote = (voter: string, rating: number | null, sentAt: number, answeredAt: number, tally: number[]): Observed => ({
  ...{ voter, rating, sentAt, answeredAt, tally },
  result: 'done',
});

test('accepts votes one after the other', () => {
  expect(isLinearizable([vote('a', 3, 0, 1, [0, 0, 1, 0, 0]), vote('a', null, 2, 3, [0, 0, 0, 0, 0])])).toBe(true);
});

test('accepts two concurrent votes in either order, each answered with or without the other', () => {
  const both = [0, 0, 1, 1, 0];
  expect(isLinearizable([vote('a', 3, 0, 5, both), vote('b', 4, 1, 6, [0, 0, 0, 1, 0])])).toBe(true);
  expect(isLinearizable([vote('a', 3, 0, 5, [0, 0, 1, 0, 0]), vote('b', 4, 1, 6, both)])).toBe(true);
  expect(isLinearizable([vote('a', 3, 0, 5, both), vote('b', 4, 1, 6, both)])).toBe(true);
});

test('refuses two votes that are both answered as the first', () => {
  expect(isLinearizable([vote('a', 3, 0, 5, [0, 0, 1, 0, 0]), vote('b', 4, 1, 6, [0, 0, 0, 1, 0])])).toBe(false);
});

test('refuses an answer without its own vote, and one with a replaced vote', () => {
  expect(isLinearizable([vote('a', 3, 0, 1, [0, 0, 0, 0, 0])])).toBe(false);
  expect(isLinearizable([vote('a', 3, 0, 1, [0, 0, 1, 0, 0]), vote('a', 4, 2, 3, [0, 0, 1, 1, 0])])).toBe(false);
});

describe('a vote without an answer', () => {
  const lost = { ...vote('a', 4, 2, 3, []), result: 'unknown' } as const;
  const first = vote('a', 3, 0, 1, [0, 0, 1, 0, 0]);
  const seenBy = (tally: number[]) => vote('b', 5, 20, 21, tally);

  test('may be written late, or never', () => {
    expect(isLinearizable([first, lost, seenBy([0, 0, 0, 1, 1])])).toBe(true);
    expect(isLinearizable([first, lost, seenBy([0, 0, 1, 0, 1])])).toBe(true);
  });

  test('is not written after the voter’s next answered vote', () => {
    const next = vote('a', null, 10, 11, [0, 0, 0, 0, 0]);
    expect(isLinearizable([first, lost, next, seenBy([0, 0, 0, 0, 1])])).toBe(true);
    expect(isLinearizable([first, lost, next, seenBy([0, 0, 0, 1, 1])])).toBe(false);
  });
});

test('refuses a history in which a refused vote was written', () => {
  const refused = { ...vote('a', 4, 0, 1, []), result: 'refused' } as const;
  expect(isLinearizable([refused, vote('b', 5, 2, 3, [0, 0, 0, 0, 1])])).toBe(true);
  expect(isLinearizable([refused, vote('b', 5, 2, 3, [0, 0, 0, 1, 1])])).toBe(false);
});
