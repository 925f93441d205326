import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { exportJWK, importJWK, SignJWT, UnsecuredJWT } from 'jose';
import type { JWK, JWTPayload } from 'jose';
import { InvalidVoterToken, VoterTokenRequired } from '../../../lambda/domain/errors.ts';
import { signedVoter } from '../../../lambda/http/identify-voter.ts';
import { parseKeySet, tokenVerifier } from '../../../lambda/http/verify-token.ts';

const audience = 'https://ratings.example';
const secret: JWK = { kty: 'oct', k: randomBytes(32).toString('base64url') };
const nextSecret: JWK = { kty: 'oct', k: randomBytes(32).toString('base64url') };
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
let publicJwk: JWK;
let verify: (token: unknown) => Promise<string>;
beforeAll(async () => {
  publicJwk = await exportJWK(publicKey);
  verify = tokenVerifier({ keys: parseKeySet(JSON.stringify({ keys: [secret, nextSecret, publicJwk] })), audience });
});

const claims = (sub?: string, alg = 'HS256') => {
  const token = new SignJWT(sub === undefined ? {} : { sub }).setAudience(audience).setExpirationTime('5m');
  return token.setProtectedHeader({ alg });
};
const hs256 = async (token: SignJWT, key: JWK = secret) => token.sign(await importJWK(key, 'HS256'));

test('accepts tokens that the site signed with either of two secrets or with its private key', async () => {
  expect(await verify(await hs256(claims('user-1')))).toBe('user-1');
  expect(await verify(await hs256(claims('user-2'), nextSecret))).toBe('user-2');
  expect(await verify(await claims('user-3', 'EdDSA').sign(privateKey))).toBe('user-3');
});

test.each<[string, () => unknown]>([
  ['no text', () => 7],
  ['no token', () => 'a.b.c'],
  ['expired', () => hs256(claims('user').setExpirationTime('-1m'))],
  ['for another service', () => hs256(claims('user').setAudience('https://other.example'))],
  ['for nobody', () => hs256(claims())],
  ['for an empty name', () => hs256(claims(''))],
  ['for a very long name', () => hs256(claims('x'.repeat(256)))],
  [
    'without an end',
    async () => hs256(new SignJWT({ sub: 'user', aud: audience }).setProtectedHeader({ alg: 'HS256' })),
  ],
  ['signed by somebody else', () => hs256(claims('user'), { kty: 'oct', k: randomBytes(32).toString('base64url') })],
  ['not signed at all', () => new UnsecuredJWT({ sub: 'user' }).setAudience(audience).setExpirationTime('5m').encode()],
  ['signed with the public key as a secret', () => hs256(claims('user'), { kty: 'oct', k: publicJwk.x ?? '' })],
])('refuses a token that is %s', async (_, token) => {
  await expect(verify(await token())).rejects.toThrow(InvalidVoterToken);
});

test.each<[string, object]>([
  ['a number', { sub: 42 }],
  ['an object', { sub: { id: 'user' } }],
  ['empty', { sub: '' }],
  ['cut in the middle of an emoji', { sub: 'user-\ud83d' }],
])('explains the sub of a token that the site signed: %s', async (_, claim) => {
  const token = new SignJWT(claim as JWTPayload).setAudience(audience).setExpirationTime('5m');
  const error: unknown = await verify(await hs256(token.setProtectedHeader({ alg: 'HS256' }))).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(InvalidVoterToken);
  expect((error as Error).message).toContain('sub: a string');
});

test('reveals nothing about the claims of a token that someone else signed', async () => {
  const token = new SignJWT({ sub: 42 } as unknown as JWTPayload).setAudience(audience).setExpirationTime('5m');
  const forged = await hs256(token.setProtectedHeader({ alg: 'HS256' }), {
    kty: 'oct',
    k: randomBytes(32).toString('base64url'),
  });
  await expect(verify(forged)).rejects.toThrow('The voterToken is invalid or has expired.');
});

test.each([
  '{}',
  '{"keys":[]}',
  '{"keys":[{"kty":"oct","k":"short"}]}',
  '{"keys":[{"kty":"RSA"}]}',
  '{"keys":[{"kty":"OKP","crv":"X25519"}]}',
  '{"keys":[{"kty":"OKP","crv":"Ed25519","x":"YQ","d":"Yg"}]}',
  'nonsense',
])('does not start with the key set %s', (json) => {
  expect(() => parseKeySet(json)).toThrow();
});

test('an account never shares an ID with an anonymous voter', async () => {
  const voterId = 'an-anonymous-voter';
  const optional = signedVoter(verify, false);
  const required = signedVoter(verify, true);
  const voterToken = await hs256(claims('user-1'));
  const account = { id: 'account:user-1', verified: true };
  expect(await optional({ voterId })).toEqual({ id: voterId, verified: false });
  expect(await optional({ voterId, voterToken: null })).toEqual({ id: voterId, verified: false });
  expect(await optional({ voterId, voterToken })).toEqual(account);
  expect(await required({ voterToken })).toEqual(account);
  await expect(required({ voterId })).rejects.toThrow(VoterTokenRequired);
  await expect(optional({ voterId, voterToken: 'wrong' })).rejects.toThrow(InvalidVoterToken);
  await expect(optional({ voterId: 'account:user-1-and-more' })).rejects.toThrow('voterId');
});
