/** Limits the table's units that a pass consumes per second, so that the rest is left for visitors. */
export class CapacityLimiter {
  readonly #perSecond: number;
  readonly #now: () => number;
  readonly #wait: (milliseconds: number) => Promise<unknown>;
  #next: number;

  constructor(
    perSecond: number,
    now: () => number = Date.now,
    wait: (milliseconds: number) => Promise<unknown> = (milliseconds) =>
      new Promise((resolve) => setTimeout(resolve, milliseconds)),
  ) {
    this.#perSecond = perSecond;
    this.#now = now;
    this.#wait = wait;
    this.#next = now();
  }

  /** Items per page, so that the pause after a page is seconds, not a minute, even if the page contains lists. */
  get itemsAtOnce(): number {
    return Math.ceil(100 * this.#perSecond);
  }

  /** Waits for the time that these units take at the limit. */
  async spend(units: number): Promise<void> {
    // Unspent units do not accumulate: that would allow bursts.
    this.#next = Math.max(this.#next, this.#now()) + (units / this.#perSecond) * 1000;
    await this.#wait(Math.max(0, this.#next - this.#now()));
  }
}
