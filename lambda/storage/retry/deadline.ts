import type { ClockAndRandom } from '../../domain/clock-and-random.ts';

/**
 * Milliseconds after which no new try begins. The last try makes up to three calls (salt, new salt, write), and the
 * answer to a vote three more (`tallyAfterVote`), each of at most a second (`document-client.ts`): eleven seconds in
 * all. A proof needs a salt first: four more seconds. The functions' timeout allows for both.
 */
const PATIENCE = 5000;
const FIRST_PAUSE = 10;
const LONGEST_PAUSE = 1000;

/** The deadline of one request, and the pauses between its tries. */
export class Deadline {
  readonly #clockAndRandom: ClockAndRandom;
  readonly #end: number;
  #pauses = 0;

  /** @param patience milliseconds */
  constructor(clockAndRandom: ClockAndRandom, patience = PATIENCE) {
    this.#clockAndRandom = clockAndRandom;
    this.#end = clockAndRandom.elapsed() + patience;
  }

  get passed(): boolean {
    return this.#clockAndRandom.elapsed() >= this.#end;
  }

  /**
   * Sleeps before the next try: exponential backoff with full jitter.
   * @returns false, without sleeping, if the deadline would pass first: then there is no next try
   * Source: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
   */
  async pause(): Promise<boolean> {
    const { elapsed, random, sleep } = this.#clockAndRandom;
    const longest = Math.min(FIRST_PAUSE * 2 ** this.#pauses++, LONGEST_PAUSE);
    const pause = random() * longest;
    if (elapsed() + pause >= this.#end) return false;
    await sleep(pause);
    return true;
  }
}
