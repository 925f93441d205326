import { InvalidRating } from '../../../lambda/domain/errors.ts';
import { isRating, parseRating } from '../../../lambda/domain/rating.ts';

test.each([1, 2, 3, 4, 5, null])('accepts %p', (value) => {
  expect(parseRating(value)).toBe(value);
});

test.each([0, 6, -1, 4.5, '4', true, NaN, Infinity, undefined, [4], { rating: 4 }, ''])('refuses %p', (value) => {
  expect(() => parseRating(value)).toThrow(InvalidRating);
});

test.each([1, 2, 3, 4, 5])('%p is a rating', (value) => {
  expect(isRating(value)).toBe(true);
});

test.each([null, 0, 6, '4', 4.5, undefined])('%p is not a rating', (value) => {
  expect(isRating(value)).toBe(false);
});
