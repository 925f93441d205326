import fc from 'fast-check';
import { parseArticleId } from '../../../lambda/domain/article-id.ts';
import { InvalidArticleId } from '../../../lambda/domain/errors.ts';

const bytes = (text: string) => Buffer.byteLength(text);

test.each([
  'a',
  'blog/peace-talks',
  '/ ? # % & + , =',
  '👩‍👩‍👧 emoji',
  'Мирные переговоры',
  '__proto__',
  ' ',
  'x'.repeat(512),
])('accepts %j unchanged', (id) => {
  expect(parseArticleId(id)).toBe(id);
});

test.each([undefined, null, '', 7, ['a'], {}, true])('refuses %j', (value) => {
  expect(() => parseArticleId(value)).toThrow(InvalidArticleId);
});

test.each(['\u0000', 'a\nb', 'tab\t', '\u007f', '\u0085'])('refuses the control character in %j', (id) => {
  expect(() => parseArticleId(id)).toThrow('control characters');
});

test.each(['\ud800', 'a\udfffb'])('refuses the lone surrogate in %j', (id) => {
  expect(() => parseArticleId(id)).toThrow('lone surrogates');
});

test.each(['\ufffd', 'caf\ufffd', Buffer.from([0x61, 0xff]).toString()])('refuses U+FFFD in %j', (id) => {
  expect(() => parseArticleId(id)).toThrow('U+FFFD');
});

test('measures 512 bytes of UTF-8, not characters', () => {
  expect(bytes(parseArticleId('é'.repeat(256)))).toBe(512);
  expect(() => parseArticleId('é'.repeat(256) + 'a')).toThrow('512 bytes');
  expect(() => parseArticleId('x'.repeat(513))).toThrow('512 bytes');
});

test('treats the composed and the decomposed form of a text as one article', () => {
  expect(parseArticleId('Cafe\u0301')).toBe(parseArticleId('Caf\u00e9'));
});

test('measures after normalization, which can lengthen a text', () => {
  // U+0958 is two code points of three bytes each in NFC, by composition exclusion.
  expect(() => parseArticleId('\u0958'.repeat(100))).toThrow('512 bytes');
});

test('is idempotent: accepts its own result unchanged', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 600 }), (text) => {
      let id: string;
      try {
        id = parseArticleId(text);
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidArticleId);
        return;
      }
      expect(parseArticleId(id)).toBe(id);
      expect(bytes(id)).toBeLessThanOrEqual(512);
    }),
  );
});
