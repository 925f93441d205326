import type { Surroundings } from './surroundings.ts';

/** Milliseconds after which no call is sent again. The functions' own time-out must be longer by the time of one call. */
const PATIENCE = 5000;
const FIRST_PAUSE = 10;
const LONGEST_PAUSE = 1000;

/** The time that one request has, and the pauses between its tries. */
export class Deadline {
  readonly #surroundings: Surroundings;
  readonly #end: number;
  #pauses = 0;

  /** @param patience milliseconds */
  constructor(surroundings: Surroundings, patience = PATIENCE) {
    this.#surroundings = surroundings;
    this.#end = surroundings.elapsed() + patience;
  }

  get passed(): boolean {
    return this.#surroundings.elapsed() >= this.#end;
  }

  /**
   * Sleeps with full jitter, longer on average each time, but never past the deadline.
   * Source: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
   */
  async pause(): Promise<void> {
    const { elapsed, random, sleep } = this.#surroundings;
    const longest = Math.min(FIRST_PAUSE * 2 ** this.#pauses++, LONGEST_PAUSE);
    await sleep(Math.min(random() * longest, Math.max(0, this.#end - elapsed())));
  }
}
