/** A token bucket of capacity units that holds one second's worth. */
export class TokenBucket {
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

  /** Uses units, even those that are not refilled yet. */
  use(units: number): void {
    this.#units -= units;
  }
}
