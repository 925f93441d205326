import type { Rating } from '../rating.ts';
import { addTallies, countVote } from '../tally.ts';
import type { StarCounts, Tally } from '../tally.ts';

const HOUR = 3_600_000;
const STARS = 5;
const FIRST_ROOM = 8;
const HOURS_OF_WEEK = 168;
const EMPTY = new Uint32Array(0);

/** Votes of one hour, by star. */
export interface HourCounts {
  /** Hours since the epoch. */
  readonly hour: number;
  readonly counts: StarCounts;
}

/**
 * The hours in which an article got its votes. Each vote takes four bytes, so that a whole table fits into memory.
 * Votes before a given hour are kept only as a sum.
 */
export class VoteHours {
  readonly #since: number;
  #votes = EMPTY;
  #length = 0;
  readonly #earlier: StarCounts = [0, 0, 0, 0, 0];
  readonly #recent: StarCounts = [0, 0, 0, 0, 0];
  #first = Infinity;
  #end = 0;

  /** @param since hours since the epoch */
  constructor(since = 0) {
    this.#since = since;
  }

  /** @param votedAt ISO 8601; an invalid time is skipped */
  add(votedAt: string | undefined, rating: Rating): void {
    const hour = Math.floor(Date.parse(votedAt ?? '') / HOUR);
    if (!(hour >= 0)) return;
    this.#first = Math.min(this.#first, hour);
    this.#end = Math.max(this.#end, hour + 1);
    if (hour < this.#since) {
      countVote(this.#earlier, rating);
      return;
    }
    countVote(this.#recent, rating);
    if (this.#length === this.#votes.length) {
      const longer = new Uint32Array(Math.max(FIRST_ROOM, this.#length * 2));
      longer.set(this.#votes);
      this.#votes = longer;
    }
    this.#votes[this.#length++] = hour * STARS + rating - 1;
  }

  /** All votes, by star. */
  get sum(): Tally {
    return addTallies(this.#earlier, this.#recent);
  }

  /** Earlier votes, kept only as a sum. */
  get earlier(): Tally {
    return this.#earlier;
  }

  /** The first hour with a vote, in hours since the epoch; Infinity if there is none. */
  get first(): number {
    return this.#first;
  }

  /** The end of the last hour with a vote, in hours since the epoch. */
  get end(): number {
    return this.#end;
  }

  /** Votes in each of the last weeks up to a time in milliseconds, the oldest first. */
  perWeek(weeks: number, until: number): number[] {
    const counts = new Array<number>(weeks).fill(0);
    for (const vote of this.#votes.subarray(0, this.#length)) {
      const ago = Math.floor((until / HOUR - Math.floor(vote / STARS)) / HOURS_OF_WEEK);
      const index = weeks - 1 - ago;
      if (index >= 0 && index < weeks) counts[index] = (counts[index] ?? 0) + 1;
    }
    return counts;
  }

  /** The hours with votes, in order; not those of earlier votes. */
  hours(): HourCounts[] {
    const hours: HourCounts[] = [];
    let last: HourCounts | undefined;
    for (const vote of this.#votes.subarray(0, this.#length).sort()) {
      const hour = Math.floor(vote / STARS);
      if (last?.hour !== hour) hours.push((last = { hour, counts: [0, 0, 0, 0, 0] }));
      last.counts[(vote % STARS) as 0]++;
    }
    return hours;
  }

  /** The content in a form for JSON. */
  toJSON(): SavedHours {
    return [this.#end === 0 ? null : this.#first, this.#end, this.#earlier, [...this.#votes.subarray(0, this.#length)]];
  }

  static fromJSON([first, end, earlier, votes]: SavedHours, since: number): VoteHours {
    const hours = new VoteHours(since);
    for (const [star, count] of earlier.entries()) hours.#earlier[star as 0] = count;
    for (const vote of votes) countVote(hours.#recent, ((vote % STARS) + 1) as Rating);
    hours.#votes = Uint32Array.from(votes);
    hours.#length = votes.length;
    hours.#first = first ?? Infinity;
    hours.#end = end;
    return hours;
  }
}

export type SavedHours = readonly [first: number | null, end: number, earlier: Tally, votes: readonly number[]];
