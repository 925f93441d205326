import { format } from '../../../widget/element/format.ts';

test.each([
  ['en', 'Average rating 4.2 / 5. Vote count: 1,234'],
  ['de', 'Average rating 4,2 / 5. Vote count: 1.234'],
  ['hi', 'Average rating 4.2 / 5. Vote count: 1,234'],
  ['ar-EG', 'Average rating ٤٫٢ / ٥. Vote count: ١٬٢٣٤'],
])('writes numbers as %s does', (locale, text) => {
  const values = { average: 4.24, max: 5, count: 1234 };
  expect(format('Average rating {average} / {max}. Vote count: {count}', values, locale)).toBe(text);
});

test.each([
  [4.25, '4.3'],
  [4.24, '4.2'],
  [4, '4'],
])('rounds %d to %s', (average, text) => {
  expect(format('{average}', { average }, 'en')).toBe(text);
});

test.each([
  ['4.96', [0, 0, 0, 4, 96], 4.96, '4.9'],
  ['5, which the API rounds 4.998 to', [0, 0, 0, 1, 499], 5, '4.9'],
  ['5', [0, 0, 0, 0, 500], 5, '5'],
])('writes an average of %s as 5 only if every vote is five stars', (_, distribution, average, text) => {
  const count = distribution.reduce((sum, votes) => sum + votes);
  expect(format('{average}', { average, count, distribution }, 'en')).toBe(text);
});

test.each([
  [1, '1 głos'],
  [3, '3 głosy'],
  [5, '5 głosów'],
  [22, '22 głosy'],
])('chooses the plural form for %d', (count, text) => {
  const votes = { one: '{count} głos', few: '{count} głosy', many: '{count} głosów', other: '{count} głosu' };
  expect(format(votes, { count }, 'pl')).toBe(text);
});

test('falls back to the form "other"', () => {
  expect(format({ other: '{count} votes' }, { count: 1 }, 'en')).toBe('1 votes');
});

test('is empty while a value is unknown', () => {
  expect(format('{count} people', {}, 'en')).toBe('');
});

test('fills in words verbatim', () => {
  expect(format('{rating}: {name}', { rating: 3, name: '$& {count}' }, 'en')).toBe('3: $& {count}');
});
