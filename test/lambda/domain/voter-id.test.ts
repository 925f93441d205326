import { InvalidVoterId } from '../../../lambda/domain/errors.ts';
import { parseVoterId } from '../../../lambda/domain/voter-id.ts';

test.each(['5b0c1c0e-8f0a-4a57-9d0c-0f7a2d1b6f11', 'a'.repeat(16), 'Z_-9'.repeat(32)])('accepts %p', (id) => {
  expect(parseVoterId(id)).toBe(id);
});

test.each([
  undefined,
  null,
  '',
  12345678901234567890n,
  ['a'.repeat(16)],
  'a'.repeat(15),
  'a'.repeat(129),
  'a'.repeat(16) + '\n',
  'a'.repeat(15) + 'é',
  'a b'.repeat(8),
])('refuses %p', (value) => {
  expect(() => parseVoterId(value)).toThrow(InvalidVoterId);
});

test('does not repeat the voter ID in its message', () => {
  expect(() => parseVoterId('secret but wrong!')).toThrow(/^(?!.*secret)/);
});
