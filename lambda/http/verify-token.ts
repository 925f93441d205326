import type { JWK, JWTVerifyResult } from 'jose';
import { InvalidVoterToken } from '../domain/errors.ts';
import type { VerifyToken } from './identify-voter.ts';

export interface TokenRules {
  /** Public keys for EdDSA or secrets for HS256; two while a key is being replaced. */
  readonly keys: readonly JWK[];
  /** The required `aud`, so that tokens for other services are invalid. */
  readonly audience: string;
}

const ALGORITHM = { OKP: 'EdDSA', oct: 'HS256' } as const;

/**
 * Checks tokens of the form `{ sub, exp, aud }`. Each key is accepted for its own algorithm only, so that a public key
 * cannot be used as a secret.
 */
export function tokenVerifier({ keys, audience }: TokenRules): VerifyToken {
  // Loaded only if tokens are used, so that other cold starts stay short, and before the first token arrives.
  const library = import('jose');
  return async (token) => {
    if (typeof token !== 'string') throw new InvalidVoterToken();
    const { importJWK, jwtVerify } = await library;
    const attempts = keys.map(async (key): Promise<JWTVerifyResult> => {
      const algorithm = ALGORITHM[key.kty as keyof typeof ALGORITHM];
      const options = { algorithms: [algorithm], audience, requiredClaims: ['exp'], clockTolerance: 5 };
      return jwtVerify(token, await importJWK(key, algorithm), options);
    });
    const result = await Promise.any(attempts).catch((cause: unknown) => {
      throw new InvalidVoterToken(undefined, { cause });
    });
    const { sub } = result.payload;
    // The signature is valid, so this tells the site about a defect in its own tokens.
    if (typeof sub !== 'string' || sub === '' || sub.length > 255 || !isText(sub)) {
      throw new InvalidVoterToken('The voterToken must have the account as sub: a string of 1 to 255 characters.');
    }
    return sub;
  };
}

/** Hashing turns lone surrogates into U+FFFD, so different accounts with them would become one voter. */
function isText(sub: string): boolean {
  return sub.isWellFormed() && !sub.includes('\ufffd');
}

/**
 * Keys in the form of a JSON Web Key Set (RFC 7517 section 5).
 * @throws Error that describes the fault without quoting a key
 */
export function parseKeySet(json: string): JWK[] {
  const { keys } = JSON.parse(json) as { keys?: JWK[] };
  if (!Array.isArray(keys) || keys.length === 0) throw new Error('The voter token keys must be { "keys": [ … ] }.');
  for (const { kty, k = '', crv, d } of keys) {
    const secret = kty === 'oct' && Buffer.from(k, 'base64url').length >= 32;
    if (!secret && !(kty === 'OKP' && crv === 'Ed25519' && d === undefined)) {
      throw new Error('A voter token key must be an Ed25519 public key (OKP) or a secret of 32 bytes or more (oct).');
    }
  }
  return keys;
}
