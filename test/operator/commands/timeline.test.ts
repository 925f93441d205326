import { compareBeforeAndAfter, describeComparison } from '../../../operator/timeline/compare-before-and-after.ts';
import { Timeline } from '../../../operator/timeline/timeline.ts';

const at = (time: string) => `2026-11-${time}:00.000Z`;

test('counts the votes per star in each period, including periods without votes', () => {
  const timeline = new Timeline();
  for (const [time, rating] of [
    ['20T10:59', 1],
    ['20T10:00', 5],
    ['20T12:30', 5],
  ] as const)
    timeline.add(at(time), rating, false);
  timeline.add(at('20T12:31'), 1, true);
  timeline.add(at('20T12:32'), null, true);
  timeline.add(undefined, 1, false);
  expect(timeline.rows('hour')).toEqual([
    { from: at('20T10:00'), votes: 2, stars: [1, 0, 0, 0, 1], held: 0 },
    { from: at('20T11:00'), votes: 0, stars: [0, 0, 0, 0, 0], held: 0 },
    { from: at('20T12:00'), votes: 1, stars: [0, 0, 0, 0, 1], held: 2 },
  ]);
  expect(timeline.rows('day')).toEqual([{ from: at('20T00:00'), votes: 3, stars: [1, 0, 0, 0, 2], held: 2 }]);
});

test('starts weeks on Mondays', () => {
  const timeline = new Timeline();
  timeline.add(at('22T23:59'), 3, false);
  timeline.add(at('23T00:00'), 3, false);
  expect(timeline.rows('week').map(({ from }) => from)).toEqual([at('16T00:00'), at('23T00:00')]);
});

test.each([
  ['20T00:00', 'hour'],
  ['22T11:00', 'hour'],
  ['22T12:00', 'day'],
])('a timeline from the 20th to the %s has a line for each %s', (to, step) => {
  const timeline = new Timeline();
  timeline.add(at('20T00:00'), 3, false);
  timeline.add(at(to), 3, false);
  expect(timeline.fittingStep()).toBe(step);
});

test('has no rows without votes', () => {
  expect(new Timeline().rows('day')).toEqual([]);
});

test.each([
  [
    [2, 2, 4, 8, 10],
    [1, 1, 4, 8, 12],
    'Before 2026-11-01 00:00 UTC: 3.85 from 26 votes; after: 4.12 from 26 votes. The difference may be due to chance.',
  ],
  [
    [2, 2, 4, 8, 10],
    [20, 2, 1, 1, 2],
    'Before 2026-11-01 00:00 UTC: 3.85 from 26 votes; after: 1.58 from 26 votes. Worse, by more than chance explains.',
  ],
  [
    [20, 2, 1, 1, 2],
    [2, 2, 4, 8, 10],
    'Before 2026-11-01 00:00 UTC: 1.58 from 26 votes; after: 3.85 from 26 votes. Better, by more than chance explains.',
  ],
  [
    [0, 0, 0, 0, 0],
    [1, 0, 0, 0, 0],
    'Before 2026-11-01 00:00 UTC: no votes; after: 1.00 from 1 vote. Too few to tell.',
  ],
] as const)('compares votes before an edit with those after: %j, %j', (before, after, text) => {
  expect(describeComparison(compareBeforeAndAfter(before, after), '2026-11-01T00:00:00.000Z')).toBe(text);
});
