import type { HourCounts } from './vote-hours.ts';

/** Hours that somebody voted in, by their index: from `first` up to but not including `end`. */
export interface Window {
  readonly first: number;
  readonly end: number;
  /** Hours of the clock, with those in which nobody voted. */
  readonly length: number;
}

/** Hours. */
const LENGTHS = [1, 2, 3, 6, 12, 24, 48, 72, 168];

/** Windows of an hour to a week. Each overlaps the next by half, so that none cuts an attack into parts that are too small. */
export function windowsOf(hours: readonly HourCounts[]): Window[] {
  return LENGTHS.flatMap((length) =>
    [0, Math.floor(length / 2)].slice(0, length === 1 ? 1 : 2).flatMap((shift) => {
      const windows: Window[] = [];
      for (let first = 0, end = 0; first < hours.length; first = end) {
        const number = (index: number) => Math.floor(((hours[index]?.hour ?? Infinity) + shift) / length);
        while (number(end) === number(first)) end++;
        windows.push({ first, end, length });
      }
      return windows;
    }),
  );
}
