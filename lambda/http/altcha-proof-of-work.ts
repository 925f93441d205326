import { randomInt } from 'node:crypto';
import type { Challenge, Payload } from 'altcha-lib';
import type { Proof, ProofOfWork } from '../domain/proof.ts';

/** Iterations of one PBKDF2 derivation: 0.3 ms on a fast core, in browsers and elsewhere (docs/defences.md). */
const ITERATIONS = 2000;
/** Seconds: enough for a slow phone to solve a challenge, and for a visitor who is interrupted. */
const LIFETIME = 600;
/** Maximum clock difference between two function instances, in milliseconds. */
const CLOCK_TOLERANCE = 60_000;

export interface ProofOfWorkRules {
  /**
   * Average key derivations per challenge, whatever the order in which counters are tried; the maximum is twice that,
   * less one.
   */
  readonly difficulty: number;
  /** The secret that signs the challenges made at a time (milliseconds since the epoch). */
  readonly secret: (at: number) => Promise<string>;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** A random whole number below the limit, and at least 0. */
  readonly randomBelow?: (limit: number) => number;
}

/** Proof of work with the challenges of https://altcha.org, made and verified here: no third party, no state. */
export function altchaProofOfWork(rules: ProofOfWorkRules): ProofOfWork {
  const { difficulty, secret, now = Date.now, randomBelow = randomInt } = rules;
  // Loaded only if proof of work is on, so that other cold starts stay short, and before the first vote.
  const library = altcha();
  return {
    async challenge() {
      const { createChallenge, deriveKey } = await library;
      return createChallenge({
        algorithm: 'PBKDF2/SHA-256',
        cost: ITERATIONS,
        // The range starts at 0, as solvers do: clients could skip the counters before a later start.
        counter: randomBelow(2 * difficulty - 1),
        deriveKey,
        expiresAt: Math.floor(now() / 1000) + LIFETIME,
        hmacSignatureSecret: await secret(now()),
      });
    },
    async verify(solution) {
      const payload = parsePayload(solution);
      if (payload === undefined) return undefined;
      // Uses the secret of the day on which the challenge was made, so that it stays valid after midnight. `expiresAt`
      // is signed.
      const at = (payload.challenge.parameters.expiresAt - LIFETIME) * 1000;
      if (!(at > now() - LIFETIME * 1000 && at <= now() + CLOCK_TOLERANCE)) return undefined;
      return verified(await library, payload, await secret(at));
    },
  };
}

async function verified(
  { verifySolution, deriveKey }: Library,
  { challenge, solution }: SignedPayload,
  hmacSignatureSecret: string,
): Promise<Proof | undefined> {
  const result = await verifySolution({ challenge, solution, deriveKey, hmacSignatureSecret });
  // Both are signed, so neither can be varied to spend a proof twice.
  const { nonce, expiresAt } = challenge.parameters;
  return result.verified ? { id: nonce, expiresAt } : undefined;
}

/** The client's answer: `{ challenge, solution }`. */
interface SignedPayload extends Payload {
  readonly challenge: Challenge & { readonly parameters: { readonly expiresAt: number } };
}

/** Accepts only payloads that the library can verify without throwing. */
function parsePayload(value: unknown): SignedPayload | undefined {
  const { challenge, solution } = membersOf(value);
  const { parameters, signature } = membersOf(challenge);
  const { nonce, expiresAt } = membersOf(parameters);
  const { counter, derivedKey } = membersOf(solution);
  const wellFormed =
    typeof signature === 'string' &&
    typeof nonce === 'string' &&
    typeof expiresAt === 'number' &&
    typeof counter === 'number' &&
    typeof derivedKey === 'string' &&
    // Our challenges are flat. The library sorts keys recursively, so deep nesting would overflow the stack.
    Object.values(parameters as object).every((member) => typeof member !== 'object');
  return wellFormed ? ({ challenge: { parameters, signature }, solution } as SignedPayload) : undefined;
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

type Library = Awaited<ReturnType<typeof altcha>>;

async function altcha() {
  const [library, pbkdf2] = await Promise.all([import('altcha-lib'), import('altcha-lib/algorithms/pbkdf2')]);
  return { ...library, ...pbkdf2 };
}
