/** Limits the units of the table that a pass takes in a second, so that the rest is left for visitors. */
export class Pace {
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

  /** How many items to read at once, so that the pause after a page is seconds, not a minute, even if lists are among them. */
  get itemsAtOnce(): number {
    return Math.ceil(100 * this.#perSecond);
  }

  /** Waits as long as these units take. */
  async spend(units: number): Promise<void> {
    // Unspent units are not saved up: this exists to avoid bursts.
    this.#next = Math.max(this.#next, this.#now()) + (units / this.#perSecond) * 1000;
    await this.#wait(Math.max(0, this.#next - this.#now()));
  }
}
