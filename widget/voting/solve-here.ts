import { solveChallenge, type Challenge, type Solution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';

export type { Challenge };

/** The proof for one vote. */
export interface Proof {
  readonly challenge: Challenge;
  readonly solution: Solution | null;
}

/** Solves on this thread without blocking it: the browser derives keys on other threads. */
export async function solveHere(challenge: Challenge): Promise<Proof> {
  return { challenge, solution: await solveChallenge({ challenge, deriveKey }) };
}
