/** Time constant of the decay, in milliseconds. With a longer one, more votes were refused, for longer. */
const MEMORY = 500;

/** Ratio of requests to accepted requests up to which none is refused. */
const HEADROOM = 1.25;

/** Weight of the requests admitted even if none is accepted, so that recovered capacity is noticed. */
const TRIALS = 0.3;

/**
 * Sheds load by client-side adaptive throttling. Each function instance counts an article's recent requests and those
 * that DynamoDB accepted. If DynamoDB accepts fewer than arrive, the instance refuses a share of new requests without a
 * call, so that capacity is left for those that can succeed.
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

  /** Whether to send a request to DynamoDB. @param now milliseconds on a monotonic clock */
  admits(now: number, random: () => number): boolean {
    this.#fade(now);
    return random() >= (this.#asked - TRIALS - this.#headroom * this.#taken) / (this.#asked + TRIALS);
  }

  /** Records the end of a request. @param taken false if DynamoDB had no capacity for it */
  ended(taken: boolean, now: number): void {
    this.#fade(now);
    this.#asked++;
    if (taken) this.#taken++;
  }

  /** Ratio of requests to accepted requests, 1 or more. */
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
