/** Added to a rating in a voter's state if an operator holds the vote; alone if the voter has withdrawn it since. */
const HELD = 10;

/** A held vote in a voter's state. @param rating `undefined` if the voter has withdrawn it since */
export function heldState(rating: number | undefined): number {
  return HELD + (rating ?? 0);
}

export function isHeld(state: number | null | undefined): state is number {
  return typeof state === 'number' && state >= HELD;
}

/** The state after a voter's request. A held vote stays held: docs/adr/0027-held-votes.md. */
export function afterWord(before: number | null | undefined, rating: number | null): number {
  return isHeld(before) ? heldState(rating ?? undefined) : (rating ?? 0);
}

/** The state after an operator holds a vote. */
export function afterHold(before: number | null | undefined): number | null {
  return isVote(before) ? heldState(before) : (before ?? null);
}

/** The state after an operator releases a vote. */
export function afterRelease(before: number | null | undefined): number | null {
  return isHeld(before) ? before - HELD : (before ?? null);
}

/** The voter's last word in a state, held or not; `undefined` if that is no vote. */
export function saidIn(state: number | null | undefined): number | undefined {
  return (isHeld(state) ? state - HELD : state) || undefined;
}

/** Whether the state is a vote that counts. */
export function isVote(state: number | null | undefined): state is number {
  return typeof state === 'number' && state > 0 && state < HELD;
}
