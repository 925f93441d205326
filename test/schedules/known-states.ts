import { createHash } from 'node:crypto';

/** Thrown when a schedule comes to a state that another one has been in: what follows is explored from there already. */
export class KnownState extends Error {
  override readonly name = 'KnownState';
}

/**
 * The states that the schedules of one scenario have been in. Without it a search tells orders apart that differ in nothing: a read before or
 * after another read, or a condition that fails before or after it.
 */
export class KnownStates {
  readonly #states = new Set<string>();

  /** @throws KnownState if another schedule was in it */
  enter(state: string): void {
    // 120 bits: no two states of ours are ever taken for one.
    const digest = createHash('sha256').update(state).digest('base64url').slice(0, 20);
    if (this.#states.has(digest)) throw new KnownState();
    this.#states.add(digest);
  }
}
