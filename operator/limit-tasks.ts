/** Runs up to this many tasks at once. `add` waits until one of them has ended, which slows the producer to the speed of the tasks. */
export class TaskLimit {
  readonly #limit: number;
  readonly #running = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | undefined;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @throws what an earlier task threw, when the others have ended */
  async add(task: () => Promise<void>): Promise<void> {
    while (this.#running.size >= this.#limit) await Promise.race(this.#running);
    if (this.#failure !== undefined) await this.drain();
    const running = task()
      .catch((error: unknown) => void (this.#failure ??= { error }))
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** Waits for all. @throws what a task threw */
  async drain(): Promise<void> {
    await Promise.all(this.#running);
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}

/** Applies `work` to each item, at most `limit` at once; results in the order of the items. */
export async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>, limit = 16): Promise<R[]> {
  const results: R[] = [];
  const tasks = new TaskLimit(limit);
  for (const [index, item] of items.entries())
    await tasks.add(async () => {
      results[index] = await work(item);
    });
  await tasks.drain();
  return results;
}
