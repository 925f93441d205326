/** Capacity units, refilled evenly. What is not used within a second is lost. */
export class Throughput {
  readonly #perSecond: number;
  #units: number;
  #refilledAt: number;

  /** @param perSecond Infinity for no limit; @param now milliseconds */
  constructor(perSecond: number, now: number) {
    this.#perSecond = perSecond;
    this.#units = perSecond;
    this.#refilledAt = now;
  }

  has(units: number, now: number): boolean {
    if (this.#perSecond === Infinity) return true;
    const refill = ((now - this.#refilledAt) / 1000) * this.#perSecond;
    this.#units = Math.min(this.#units + refill, this.#perSecond);
    this.#refilledAt = now;
    return this.#units >= units;
  }

  /** Uses units, also such as are not there yet. */
  use(units: number): void {
    this.#units -= units;
  }
}
