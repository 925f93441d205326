/** Milliseconds in which a vote's weight decays to a third. Longer values refused more votes, for longer. */
const MEMORY = 500;

/** An article may be asked for this many times more votes than were taken of late. */
const HEADROOM = 1.25;

/** Votes tried regardless, so that recovered capacity is noticed. */
const TRIALS = 0.3;

/**
 * Counts the recent votes on one article in one function instance, and the accepted ones among
 * them. When DynamoDB accepts fewer than are offered, the surplus is refused at once, so that the
 * work goes into votes that can be recorded.
 * Source: https://sre.google/sre-book/handling-overload/#eq2101
 */
export class LoadShedder {
  #asked = 0;
  #taken = 0;
  #at = 0;
  readonly #headroom: number;

  constructor(headroom = HEADROOM) {
    this.#headroom = headroom;
  }

  /** Whether to try a vote at all. @param now milliseconds on a monotonic clock */
  admits(now: number, random: () => number): boolean {
    this.#fade(now);
    return random() >= (this.#asked - TRIALS - this.#headroom * this.#taken) / (this.#asked + TRIALS);
  }

  /** A vote was answered. @param taken unless it was refused for want of capacity */
  ended(taken: boolean, now: number): void {
    this.#fade(now);
    this.#asked++;
    if (taken) this.#taken++;
  }

  /** Ratio of offered to accepted votes, 1 or more. */
  pressure(now: number): number {
    this.#fade(now);
    return Math.max(1, this.#asked / Math.max(1, this.#taken));
  }

  #fade(now: number): void {
    const left = Math.exp((this.#at - now) / MEMORY);
    this.#asked *= left;
    this.#taken *= left;
    this.#at = now;
  }
}
