import fc from 'fast-check';

const numbers = fc.constantFrom(0, -1, 0.5, 1e308, -1e308, 2 ** 32, 2 ** 53, NaN);
const texts = fc.oneof(
  fc.constantFrom('', '00', 'zz', '0', '__proto__', 'PBKDF2/SHA-512', '\ud800', 'f'.repeat(1500)),
  fc.string({ maxLength: 40 }),
  fc.stringMatching(/^[0-9a-f]{2,64}$/),
);
const nested = fc.constantFrom(1, 50, 250).map((depth) => {
  let value: unknown = [];
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? { a: value } : [value];
  return value;
});
const junk = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(undefined, null, true, [], {}) },
  numbers,
  texts,
  nested,
  fc.jsonValue({ maxDepth: 3 }),
);

const MEMBERS = [
  'challenge',
  'challenge.signature',
  'challenge.parameters',
  ...['algorithm', 'cost', 'expiresAt', 'keyLength', 'keyPrefix', 'nonce', 'salt'].map(
    (name) => `challenge.parameters.${name}`,
  ),
  'solution',
  'solution.counter',
  'solution.derivedKey',
];

/** The given proof with one or two fields junk or missing. */
export function spoiltProof(proof: object): fc.Arbitrary<unknown> {
  const spoil = fc.tuple(fc.constantFrom(...MEMBERS), junk);
  return fc
    .array(spoil, { minLength: 1, maxLength: 2 })
    .map((changes) =>
      changes.reduce<unknown>((spoilt, [path, value]) => replace(spoilt, path.split('.'), value), proof),
    );
}

/** Invalid proofs of any shape. */
export const junkProof = fc.oneof(
  junk,
  fc.record({ challenge: junk, solution: junk }, { requiredKeys: [] }),
  spoiltProof({
    challenge: {
      parameters: {
        algorithm: 'PBKDF2/SHA-256',
        cost: 2000,
        expiresAt: 4_000_000_000,
        keyLength: 32,
        keyPrefix: '00'.repeat(16),
        nonce: '00'.repeat(16),
        salt: '00'.repeat(16),
      },
      signature: '00'.repeat(32),
    },
    solution: { counter: 1, derivedKey: '00'.repeat(32) },
  }),
);

/** A copy with another value at the path; unchanged if the path has already become junk. */
function replace(value: unknown, [name = '', ...rest]: string[], replacement: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const members = value as Record<string, unknown>;
  return { ...members, [name]: rest.length === 0 ? replacement : replace(members[name], rest, replacement) };
}
