/** A clock that jumps from event to event, so that an hour of traffic takes seconds and every run is the same. */
export class VirtualTime {
  #now: number;
  #events: { at: number; order: number; resolve: () => void }[] = [];
  #order = 0;

  /** @param start milliseconds since the epoch */
  constructor(start: number) {
    this.#now = start;
  }

  readonly now = (): number => this.#now;

  readonly sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      this.#insert({ at: this.#now + ms, order: this.#order++, resolve });
    });

  /** Runs until nothing sleeps any more. */
  async run(): Promise<void> {
    for (;;) {
      // Whatever was woken last must have come to its next sleep before time moves on.
      await new Promise((resolve) => setImmediate(resolve));
      const next = this.#events.pop();
      if (next === undefined) return;
      this.#now = next.at;
      next.resolve();
    }
  }

  /** Keeps the events sorted, the next one last. */
  #insert(event: { at: number; order: number; resolve: () => void }): void {
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#events[middle] as typeof event;
      if (other.at > event.at || (other.at === event.at && other.order > event.order)) low = middle + 1;
      else high = middle;
    }
    this.#events.splice(low, 0, event);
  }
}
