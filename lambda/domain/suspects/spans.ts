import type { Rating } from '../rating.ts';
import type { HourCounts } from './vote-hours.ts';
import type { Window } from './windows.ts';

/** A window with suspicious votes, and their stars. */
export interface Span extends Window {
  readonly ratings: readonly Rating[];
}

/** The window from the first to the last hour with suspicious votes. @param alike the prefix sums of these votes */
export function trimmed({ first, end, length }: Window, alike: readonly number[]): Window {
  while (alike[first] === alike[first + 1]) first++;
  while (alike[end] === alike[end - 1]) end--;
  return { first, end, length };
}

/**
 * Merges two spans if both or neither include five stars, and if they overlap or their gap is at most as long as the
 * longer one: a pause does not start a second attack.
 */
export function united(hours: readonly HourCounts[], spans: readonly Span[]): Span[] {
  const hourOf = (index: number) => hours[index]?.hour ?? Infinity;
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.first - b.first)) {
    const index = result.findIndex(
      ({ end, length, ratings }) =>
        hourOf(span.first) - hourOf(end - 1) <= Math.max(length, span.length) &&
        ratings.includes(5) === span.ratings.includes(5),
    );
    const other = result[index];
    if (other === undefined) result.push(span);
    else
      result[index] = {
        first: other.first,
        end: Math.max(other.end, span.end),
        length: Math.max(other.length, span.length),
        ratings: other.ratings.length > span.ratings.length ? other.ratings : span.ratings,
      };
  }
  return result;
}
