import type { Rating } from '../../lambda/domain/rating.ts';
import { countVote } from '../../lambda/domain/tally.ts';
import type { StarCounts } from '../../lambda/domain/tally.ts';

export type Step = 'hour' | 'day' | 'week';

/** The votes of one step. */
export interface TimelineRow {
  /** ISO 8601. */
  readonly from: string;
  /** Number of counted votes. */
  readonly votes: number;
  readonly stars: StarCounts;
  /** Number of held votes. */
  readonly held: number;
}

const HOUR = 3_600_000;
const LENGTHS: Readonly<Record<Step, number>> = { hour: HOUR, day: 24 * HOUR, week: 168 * HOUR };
/** The epoch began on a Thursday; weeks begin on Mondays. */
const MONDAY = 4 * 24 * HOUR;

/** Maximum number of lines for a readable timeline. */
const MOST_ROWS = 60;

/** Votes on one article, by hour. */
export class Timeline {
  readonly #hours = new Map<number, { stars: StarCounts; held: number }>();

  /** @param votedAt ISO 8601; an invalid time is skipped */
  add(votedAt: string | undefined, rating: Rating | null, held: boolean): void {
    const hour = Math.floor(Date.parse(votedAt ?? '') / HOUR) * HOUR;
    if (Number.isNaN(hour)) return;
    const counts = this.#hours.get(hour) ?? { stars: [0, 0, 0, 0, 0], held: 0 };
    this.#hours.set(hour, counts);
    if (held) counts.held++;
    else if (rating !== null) countVote(counts.stars, rating);
  }

  get isEmpty(): boolean {
    return this.#hours.size === 0;
  }

  /** The shortest step with at most `MOST_ROWS` lines. */
  fittingStep(): Step {
    const times = [...this.#hours.keys()];
    const span =
      times.reduce((most, time) => Math.max(most, time), -Infinity) -
      times.reduce((least, time) => Math.min(least, time), Infinity);
    return (['hour', 'day'] as const).find((step) => span / LENGTHS[step] < MOST_ROWS) ?? 'week';
  }

  /** The rows from the first vote to the last, including rows without votes. */
  rows(step: Step): TimelineRow[] {
    const length = LENGTHS[step];
    const offset = step === 'week' ? MONDAY : 0;
    const startOf = (time: number) => Math.floor((time - offset) / length) * length + offset;
    const rows = new Map<number, TimelineRow & { held: number }>();
    const hours = [...this.#hours].sort(([a], [b]) => a - b);
    const last = hours.at(-1)?.[0] ?? -Infinity;
    for (let time = startOf(hours[0]?.[0] ?? 0); time <= last; time += length)
      rows.set(time, { from: new Date(time).toISOString(), votes: 0, stars: [0, 0, 0, 0, 0], held: 0 });
    for (const [time, { stars, held }] of hours) {
      const row = rows.get(startOf(time));
      if (row === undefined) continue;
      const sum = stars.map((count, star) => count + row.stars[star as 0]) as StarCounts;
      rows.set(startOf(time), {
        ...{ from: row.from, stars: sum, held: row.held + held },
        votes: sum.reduce((total, count) => total + count, 0),
      });
    }
    return [...rows.values()];
  }
}
