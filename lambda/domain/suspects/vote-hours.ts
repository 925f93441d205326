import type { Rating } from '../rating.ts';
import { countVote } from '../tally.ts';
import type { StarCounts, Tally } from '../tally.ts';

const HOUR = 3_600_000;
const STARS = 5;
const FIRST_ROOM = 8;
const HOURS_OF_WEEK = 168;

/** Votes of one hour, by star. */
export interface HourCounts {
  /** Hours since the epoch. */
  readonly hour: number;
  readonly counts: StarCounts;
}

/** When an article was voted on, to the hour. Takes four bytes a vote, so that a whole table fits into memory. */
export class VoteHours {
  #votes = new Uint32Array(FIRST_ROOM);
  #length = 0;
  readonly #sum: StarCounts = [0, 0, 0, 0, 0];
  #end = 0;

  /** @param votedAt ISO 8601; what is no time is left out */
  add(votedAt: string | undefined, rating: Rating): void {
    const hour = Math.floor(Date.parse(votedAt ?? '') / HOUR);
    if (!(hour >= 0)) return;
    if (this.#length === this.#votes.length) {
      const longer = new Uint32Array(this.#length * 2);
      longer.set(this.#votes);
      this.#votes = longer;
    }
    this.#votes[this.#length++] = hour * STARS + rating - 1;
    countVote(this.#sum, rating);
    this.#end = Math.max(this.#end, hour + 1);
  }

  /** All votes, by star. */
  get sum(): Tally {
    return this.#sum;
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

  /** The hours in which somebody voted, in order. */
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
}
