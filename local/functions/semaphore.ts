/** Limits concurrent tasks. Further tasks wait in a queue of limited length; when it is full, tasks are refused. */
export class Semaphore {
  readonly #most: number;
  readonly #longest: number;
  readonly #line: (() => void)[] = [];
  #running = 0;

  constructor(most: number, longest: number) {
    this.#most = most;
    this.#longest = longest;
  }

  /** @returns undefined if the task was refused */
  async run<T>(task: () => Promise<T>): Promise<T | undefined> {
    if (this.#running >= this.#most) {
      if (this.#line.length >= this.#longest) return undefined;
      // When a task finishes, the first task in the queue starts.
      await new Promise<void>((resolve) => this.#line.push(resolve));
    } else {
      this.#running++;
    }
    try {
      return await task();
    } finally {
      const next = this.#line.shift();
      if (next === undefined) this.#running--;
      else next();
    }
  }
}
