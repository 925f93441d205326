import { InvalidRating } from '../../../lambda/domain/errors.ts';
import { parseRating } from '../../../lambda/domain/rating.ts';

test.each([1, 2, 3, 4, 5, null])('takes %p', (value) => {
  expect(parseRating(value)).toBe(value);
});

test.each([0, 6, -1, 4.5, '4', true, NaN, Infinity, undefined, [4], { rating: 4 }, ''])('refuses %p', (value) => {
  expect(() => parseRating(value)).toThrow(InvalidRating);
});
