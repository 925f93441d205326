import { createHash } from 'node:crypto';

/** Thrown if a schedule reaches a state of an earlier one: all that follows is explored already. */
export class KnownState extends Error {
  override readonly name = 'KnownState';
}

/**
 * The states that the schedules of one scenario have reached. They let a search skip equivalent orders, such as a read
 * before or after another read or a failing condition.
 */
export class KnownStates {
  readonly #states = new Set<string>();

  /** @throws KnownState if another schedule has reached it */
  enter(state: string): void {
    // 120 bits make a collision of two states negligible.
    const digest = createHash('sha256').update(state).digest('base64url').slice(0, 20);
    if (this.#states.has(digest)) throw new KnownState();
    this.#states.add(digest);
  }
}
