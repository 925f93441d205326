import type { Day } from './charts.ts';

const DAY = 86_400_000;

/** The last days up to today in UTC, including days without votes, from the first vote on. */
export function lastDays(votes: ReadonlyMap<string, number>, now: Date, count: number): Day[] {
  const days = Array.from({ length: count }, (_, index) => {
    const day = new Date(now.getTime() - (count - 1 - index) * DAY).toISOString().slice(0, 10);
    return { day, votes: votes.get(day) ?? 0 };
  });
  const first = days.findIndex((day) => day.votes > 0);
  return first === -1 ? days.slice(-7) : days.slice(Math.min(first, count - 7));
}
