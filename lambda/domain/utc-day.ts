const DAY = 86_400_000;

/** The UTC day of a time in milliseconds, e.g. `2026-11-23`. */
export function utcDay(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}

/** Whole seconds until the UTC day of this time ends, 1 to 86,400. */
export function secondsLeftOfDay(now: number): number {
  return Math.ceil((DAY - (now % DAY)) / 1000);
}

/** End of the next UTC day in seconds since the epoch: two days after the start of this time's UTC day. */
export function endOfTomorrow(now: number): number {
  return Math.floor(now / 1000) + secondsLeftOfDay(now) + DAY / 1000;
}
