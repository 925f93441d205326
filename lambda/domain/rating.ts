import { InvalidRating } from './errors.ts';

/** A whole number of stars. */
export type Rating = 1 | 2 | 3 | 4 | 5;

export function isRating(value: unknown): value is Rating {
  return value === 1 || value === 2 || value === 3 || value === 4 || value === 5;
}

/**
 * `null` stands for a withdrawn vote.
 * @throws InvalidRating
 */
export function parseRating(value: unknown): Rating | null {
  if (value === null || isRating(value)) return value;
  throw new InvalidRating();
}
