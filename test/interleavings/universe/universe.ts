/** An event that can happen next. */
export interface Pending {
  /** The earliest time of the event, in milliseconds on the universe's clock. */
  readonly due: number;
  /** Identifies the same event in every schedule of a scenario. */
  readonly id: string;
  /** The name of its caller. */
  readonly of?: string | undefined;
  /** A description for people; called only for a trace. */
  readonly what: () => string;
  readonly happen: () => void;
}

/** Picks the index of the next event. */
export type Pick = (pending: readonly Pending[]) => number;

/** Noon of 2026-01-01, so that no schedule crosses a UTC day by accident. */
export const BEGINNING = Date.UTC(2026, 0, 1, 12);

/** Virtual time: one picked event happens at a time, and the next one only after all work that follows from it. */
export class Universe {
  readonly #pending: Pending[] = [];
  readonly #pick: Pick;
  readonly #trace: ((line: string) => void) | undefined;
  readonly #holds = new Set<Promise<unknown>>();
  #now = BEGINNING;
  #tick = 0;

  /** @param trace receives a line per event, for people */
  constructor(pick: Pick, trace?: (line: string) => void) {
    this.#pick = pick;
    this.#trace = trace;
  }

  /** Milliseconds since the epoch. */
  get now(): number {
    return this.#now;
  }

  /** The number of events so far. */
  get tick(): number {
    return this.#tick;
  }

  after(ms: number, what: () => string, happen: () => void, id = '', of?: string): void {
    // Whole milliseconds, as on real clocks.
    this.#pending.push({ due: this.#now + Math.ceil(ms), id, of, what, happen });
  }

  /** Lets time pass without an event. */
  pass(ms: number): void {
    this.#now += Math.ceil(ms);
  }

  /** Writes a line to the trace. */
  say(line: () => string): void {
    this.#trace?.(`${String(this.#now - BEGINNING).padStart(7)} ms  ${line()}`);
  }

  /** Holds all events until `promise` settles: for real-time work such as reading a file. */
  hold(promise: Promise<unknown>): void {
    const settled = promise.catch(() => undefined).finally(() => this.#holds.delete(settled));
    this.#holds.add(settled);
  }

  /** Runs all pending events and those that follow from them. */
  async run(most = 20_000): Promise<void> {
    await this.#quiet();
    for (let count = 0; this.#pending.length > 0; count++) {
      if (count > most) throw new Error(`More than ${most} things happened: ${this.#pending[0]?.what()} …`);
      const index = this.#pick(this.#pending);
      const [next] = this.#pending.splice(index, 1);
      if (next === undefined) throw new Error(`Picked ${index} of ${this.#pending.length} pending.`);
      this.#now = Math.max(this.#now, next.due);
      this.#tick++;
      this.say(next.what);
      next.happen();
      await this.#quiet();
    }
  }

  /** From a promise callback, Node runs `nextTick` only after all other promise callbacks. */
  async #quiet(): Promise<void> {
    await new Promise<void>((resolve) => process.nextTick(resolve));
    while (this.#holds.size > 0) await Promise.all(this.#holds);
  }
}

/** Picks the earliest event; of two at the same time, the one that was added first. */
export const earliest: Pick = (pending) => {
  let best = 0;
  for (let index = 1; index < pending.length; index++) {
    if ((pending[index] as Pending).due < (pending[best] as Pending).due) best = index;
  }
  return best;
};
