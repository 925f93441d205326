import { randomInt } from 'node:crypto';
import type { Payload } from 'altcha-lib';
import type { Proof, ProofOfWork } from '../domain/proof.ts';

/** Iterations of one PBKDF2 derivation: about a millisecond in a browser, so difficulty counts milliseconds, roughly. */
const ITERATIONS = 2000;
/** Seconds: a slow phone must be able to solve a challenge, and the visitor to come back from a call. */
const LIFETIME = 600;

export interface ProofOfWorkRules {
  /** Key derivations that a challenge takes at least; at most twice as many. */
  readonly difficulty: number;
  /** The secret that signs challenges. */
  readonly secret: () => Promise<string>;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** Challenges of https://altcha.org, without any third party: made and verified here, remembered by nobody. */
export function altchaProofOfWork({ difficulty, secret, now = Date.now }: ProofOfWorkRules): ProofOfWork {
  // Loaded only where it is used, so that nobody else's cold start pays for it, and before the first vote comes.
  const library = altcha();
  return {
    async challenge() {
      const { createChallenge, deriveKey } = await library;
      return createChallenge({
        algorithm: 'PBKDF2/SHA-256',
        cost: ITERATIONS,
        counter: difficulty + randomInt(difficulty + 1),
        deriveKey,
        expiresAt: Math.floor(now() / 1000) + LIFETIME,
        hmacSignatureSecret: await secret(),
      });
    },
    async verify(solution) {
      const payload = parsePayload(solution);
      return payload && verified(await library, payload, await secret());
    },
  };
}

async function verified(
  { verifySolution, deriveKey }: Library,
  { challenge, solution }: Payload,
  hmacSignatureSecret: string,
): Promise<Proof | undefined> {
  const result = await verifySolution({ challenge, solution, deriveKey, hmacSignatureSecret }).catch(() => undefined);
  // Both are signed, so neither can be varied to spend a proof twice.
  const { nonce, expiresAt } = challenge.parameters;
  return result?.verified && expiresAt !== undefined ? { id: nonce, expiresAt } : undefined;
}

/** What a client sends: `{ challenge, solution }`. */
function parsePayload(value: unknown): Payload | undefined {
  const { challenge, solution } = (value ?? {}) as Partial<Payload>;
  const wellFormed = typeof challenge?.parameters === 'object' && typeof solution?.counter === 'number';
  return wellFormed ? { challenge, solution } : undefined;
}

type Library = Awaited<ReturnType<typeof altcha>>;

async function altcha() {
  const [library, pbkdf2] = await Promise.all([import('altcha-lib'), import('altcha-lib/algorithms/pbkdf2')]);
  return { ...library, ...pbkdf2 };
}
