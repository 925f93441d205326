import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { Sha256 } from '../../../bundling/sdk-replacements/sha256.ts';

const bytes = fc.uint8Array({ maxLength: 200 });
const data = fc.array(fc.oneof(fc.string({ unit: 'binary' }), bytes), { maxLength: 3 });

const digest = async (hash: Sha256, parts: readonly (string | Uint8Array)[]) => {
  for (const part of parts) hash.update(part);
  return Buffer.from(await hash.digest()).toString('hex');
};

test('hashes as Node does, for any data in any number of parts, and again after a reset', () =>
  fc.assert(
    fc.asyncProperty(data, async (parts) => {
      const expected = createHash('sha256');
      for (const part of parts) expected.update(part);
      const hash = new Sha256();
      const hex = expected.digest('hex');
      expect(await digest(hash, parts)).toBe(hex);
      hash.reset();
      expect(await digest(hash, parts)).toBe(hex);
    }),
  ));

test('authenticates as Node does, with keys shorter and longer than a block', () =>
  fc.assert(
    fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), bytes), data, async (secret, parts) => {
      const expected = createHmac('sha256', secret);
      for (const part of parts) expected.update(part);
      expect(await digest(new Sha256(secret), parts)).toBe(expected.digest('hex'));
    }),
  ));
