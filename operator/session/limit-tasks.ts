/**
 * Runs a limited number of tasks concurrently. At the limit, `add` waits until a task has ended, which slows down the
 * producer.
 */
export class TaskLimit {
  readonly #limit: number;
  readonly #running = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | undefined;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @throws the error of an earlier task, after the others have ended */
  async add(task: () => Promise<void>): Promise<void> {
    while (this.#running.size >= this.#limit) await Promise.race(this.#running);
    if (this.#failure !== undefined) await this.drain();
    const running = task()
      .catch((error: unknown) => void (this.#failure ??= { error }))
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** Waits for all tasks. @throws the error of a task */
  async drain(): Promise<void> {
    await Promise.all(this.#running);
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}

/** Applies `work` to each item, at most `limit` concurrently; the results are in the order of the items. */
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
