/** The state of a group of changes that is no longer as the command left it. */
interface Left {
  readonly keys: readonly string[];
  /** Items that are as before this group: it was not made, or is already undone. */
  readonly asBefore: readonly string[];
  /** Whether an item shows that the group was made. */
  readonly isMade: boolean;
}

/**
 * Counts the groups of changes that an undo restored, and those that it left because someone else changed them since. A
 * command may record an item more than once: because it changed the item again, or because a vote was faster and the
 * first change was not made. The undo goes from the last to the first.
 */
export class UndoCount {
  readonly #undone = new Set<string>();
  readonly #asBefore = new Set<string>();
  readonly #left = new Map<string, readonly string[]>();
  readonly #made = new Set<string>();
  #restored = 0;

  /** Number of restored items; an item that the command changed twice counts once. */
  get restored(): number {
    return this.#restored;
  }

  get left(): number {
    const isSettled = (key: string) => this.#undone.has(key) || this.#asBefore.has(key);
    return [...this.#left].filter(([name, keys]) => this.#made.has(name) || !keys.every(isSettled)).length;
  }

  addRestored(keys: readonly string[]): void {
    if (keys.some((key) => !this.#undone.has(key))) this.#restored++;
    for (const key of keys) this.#undone.add(key);
  }

  addLeft({ keys, asBefore, isMade }: Left): void {
    for (const key of asBefore) this.#asBefore.add(key);
    if (asBefore.length === keys.length) return;
    const name = keys.join('\n');
    this.#left.set(name, keys);
    if (isMade) this.#made.add(name);
  }
}
