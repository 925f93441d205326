import type { HourCounts } from './vote-hours.ts';
import { votesOf } from '../tally.ts';

/** Hours with votes, by index: from `first` up to but not including `end`. */
export interface Window {
  readonly first: number;
  readonly end: number;
  /** Length in hours, including hours without votes. */
  readonly length: number;
}

/** Window lengths in hours. */
const LENGTHS = [1, 2, 3, 6, 12, 24, 48, 72, 168];

/**
 * Windows of an hour to a week with at least `leastVotes` votes. Windows longer than an hour overlap the next by about
 * half, so that an attack is not split into parts that are too small to find.
 */
export function windowsOf(hours: readonly HourCounts[], leastVotes: number): Window[] {
  const windows: Window[] = [];
  for (const length of LENGTHS) {
    for (const shift of length === 1 ? [0] : [0, Math.floor(length / 2)]) {
      for (let first = 0, end = 0; first < hours.length; first = end) {
        const number = windowAt(hours[first], length, shift);
        let votes = 0;
        while (windowAt(hours[end], length, shift) === number) votes += votesIn(hours[end++]);
        if (votes >= leastVotes) windows.push({ first, end, length });
      }
    }
  }
  return windows;
}

function windowAt(hour: HourCounts | undefined, length: number, shift: number): number {
  return Math.floor(((hour?.hour ?? Infinity) + shift) / length);
}

function votesIn(hour: HourCounts | undefined): number {
  return hour === undefined ? 0 : votesOf(hour.counts);
}
