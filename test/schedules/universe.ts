/** Something that can happen next. */
export interface Pending {
  /** Milliseconds on the universe's clock; it does not happen before. */
  readonly due: number;
  /** The same for the same thing in every schedule of a scenario. */
  readonly id: string;
  /** Whose it is. */
  readonly of?: string | undefined;
  /** For people; asked for only when somebody reads along. */
  readonly what: () => string;
  readonly happen: () => void;
}

/** Picks what happens next, by its index. */
export type Pick = (pending: readonly Pending[]) => number;

/** 2026-01-01, noon: so that no schedule crosses a UTC day unless it means to. */
export const BEGINNING = Date.UTC(2026, 0, 1, 12);

/** Virtual time: nothing happens but what is picked, and the next only when all that followed from the last is done. */
export class Universe {
  readonly #pending: Pending[] = [];
  readonly #pick: Pick;
  readonly #trace: ((line: string) => void) | undefined;
  readonly #holds = new Set<Promise<unknown>>();
  #now = BEGINNING;
  #tick = 0;

  /** @param trace is told what happens, for people */
  constructor(pick: Pick, trace?: (line: string) => void) {
    this.#pick = pick;
    this.#trace = trace;
  }

  /** Milliseconds since the epoch. */
  get now(): number {
    return this.#now;
  }

  /** How many things happened. */
  get tick(): number {
    return this.#tick;
  }

  after(ms: number, what: () => string, happen: () => void, id = '', of?: string): void {
    // Whole milliseconds, as clocks have them.
    this.#pending.push({ due: this.#now + Math.ceil(ms), id, of, what, happen });
  }

  /** Time passes for one while the others see nothing happen. */
  pass(ms: number): void {
    this.#now += Math.ceil(ms);
  }

  /** Tells who reads along. */
  say(line: () => string): void {
    this.#trace?.(`${String(this.#now - BEGINNING).padStart(7)} ms  ${line()}`);
  }

  /** Nothing happens until `promise` is settled: for what takes real time, such as reading a file. */
  hold(promise: Promise<unknown>): void {
    const settled = promise.catch(() => undefined).finally(() => this.#holds.delete(settled));
    this.#holds.add(settled);
  }

  /** Lets everything happen that is pending, and what follows from it. */
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

  /** Node calls this only when no promise is left to go on. */
  async #quiet(): Promise<void> {
    await new Promise<void>((resolve) => process.nextTick(resolve));
    while (this.#holds.size > 0) await Promise.all(this.#holds);
  }
}

/** The earliest; of two at one moment the one that was pending first. */
export const earliest: Pick = (pending) => {
  let best = 0;
  for (let index = 1; index < pending.length; index++) {
    if ((pending[index] as Pending).due < (pending[best] as Pending).due) best = index;
  }
  return best;
};
