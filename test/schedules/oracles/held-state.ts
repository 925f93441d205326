/** What is added to a rating in a voter's state if an operator holds it; alone: the voter withdrew it since. */
const HELD = 10;

/** How a voter's state tells a held vote. @param rating `undefined` if the voter withdrew it since */
export function heldState(rating: number | undefined): number {
  return HELD + (rating ?? 0);
}

export function isHeld(state: number | null | undefined): state is number {
  return typeof state === 'number' && state >= HELD;
}

/** The state after a voter says something: docs/adr/0027, a held vote stays held. */
export function afterWord(before: number | null | undefined, rating: number | null): number {
  return isHeld(before) ? heldState(rating ?? undefined) : (rating ?? 0);
}

/** The state after an operator holds a vote. */
export function afterHold(before: number | null | undefined): number | null {
  return isVote(before) ? heldState(before) : (before ?? null);
}

/** The state after an operator releases it. */
export function afterRelease(before: number | null | undefined): number | null {
  return isHeld(before) ? before - HELD : (before ?? null);
}

/** Whether it counts. */
export function isVote(state: number | null | undefined): state is number {
  return typeof state === 'number' && state > 0 && state < HELD;
}
