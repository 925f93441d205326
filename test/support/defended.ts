import { SignJWT } from 'jose';
import { unlimited } from './system.ts';
import type { GivenSettings } from './synthesized-assembly.ts';

const secret = Buffer.alloc(32, 'secret of the tests');
const audience = 'https://ratings.example';

/** The allowed origin. */
export const ORIGIN = 'https://blog.example';

/** Every defence that an operator can switch on, except the limit per network. */
export const defended: GivenSettings = {
  ...unlimited,
  allowedOrigins: ORIGIN,
  articleIdPattern: '[a-z/-]+',
  voterTokenKeys: JSON.stringify({ keys: [{ kty: 'oct', k: secret.toString('base64url') }] }),
  voterTokenAudience: audience,
  voterTokenRequired: true,
  proofOfWork: 3,
};

/** A voter token for the account, valid on a system with the settings `defended`. */
export function voterTokenOf(account: string): Promise<string> {
  const token = new SignJWT({ sub: account }).setProtectedHeader({ alg: 'HS256' });
  return token.setAudience(audience).setExpirationTime('1h').sign(secret);
}
