import { addTallies, EMPTY_TALLY, tallyChange } from '../../../lambda/domain/tally.ts';

test('adds star by star', () => {
  expect(addTallies([1, 2, 3, 4, 5], [1, 0, -1, 0, 1])).toEqual([2, 2, 2, 4, 6]);
  expect(addTallies(EMPTY_TALLY, [0, 0, 0, 0, 7])).toEqual([0, 0, 0, 0, 7]);
});

test('counts a first vote up', () => {
  expect([...tallyChange(null, 4)]).toEqual([[4, 1]]);
});

test('moves a changed vote from one star to the other', () => {
  expect(Object.fromEntries(tallyChange(2, 5))).toEqual({ 5: 1, 2: -1 });
});

test('counts a withdrawn vote down', () => {
  expect([...tallyChange(3, null)]).toEqual([[3, -1]]);
});

test.each([null, 1, 5] as const)('a change from %p to itself changes nothing', (rating) => {
  expect(tallyChange(rating, rating).size).toBe(0);
});
