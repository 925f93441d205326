import fc from 'fast-check';

export const articleId = fc.oneof(
  fc.constantFrom('a', 'blog/peace-talks', '__proto__', '../../etc/passwd', 'x'.repeat(512), 'x'.repeat(513), ''),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
);

const SPELLED_IDS = ['a', 'café/a b', '%2F', 'A&B=C', 'ﬁ-Å-ﷺ', '👩‍👩‍👧', 'Мирные/переговоры'];

/**
 * One or two articles in the many spellings of a query string: escapes, their case, `+`, Unicode forms, order,
 * repetition.
 */
const spelledQuery = fc
  .uniqueArray(fc.constantFrom(...SPELLED_IDS), { minLength: 1, maxLength: 2 })
  .chain((ids) => {
    const pair = fc.constantFrom(...ids).chain((id) => fc.tuple(spelling('articleId'), spelling(id)));
    const noise = fc.constantFrom(
      '',
      'utm_source=x',
      'articleid=a',
      'articleId',
      'articleId=%EF%BF%BD',
      'articleId=caf%E9',
    );
    return fc.array(
      fc.oneof({ weight: 12, arbitrary: pair.map((both) => both.join('=')) }, { weight: 1, arbitrary: noise }),
      { minLength: 1, maxLength: 6 },
    );
  })
  .map((pairs) => pairs.join('&'));

function spelling(text: string): fc.Arbitrary<string> {
  const form = fc.constantFrom('NFC', 'NFD');
  const choices = fc.array(fc.constantFrom('as it is', 'lower', 'upper'), { minLength: 1, maxLength: 12 });
  return fc
    .tuple(form, choices)
    .map(([unicode, spelled]) =>
      Array.from(Buffer.from(text.normalize(unicode)), (byte, index) =>
        spell(byte, spelled[index % spelled.length]),
      ).join(''),
    );
}

function spell(byte: number, choice?: string): string {
  const character = String.fromCharCode(byte);
  if (choice === 'as it is' && character === ' ') return '+';
  if (choice === 'as it is' && /[\w!$'()*,./:;?@~-]/.test(character)) return character;
  const escaped = `%${byte.toString(16).padStart(2, '0')}`;
  return choice === 'lower' ? escaped : escaped.toUpperCase();
}

/** Characters that HTTP allows in a request target. */
export const targetText = fc.stringMatching(/^[\w/.~%!$&'()*+,;=:@?-]{0,40}$/);

export const query = fc.oneof(
  fc.array(articleId, { maxLength: 55 }).map((ids) => ids.map((id) => `articleId=${encode(id)}`).join('&')),
  spelledQuery,
  fc.constantFrom(
    'articleId',
    'articleId=%',
    'articleId=%ff',
    'articleId=%ED%A0%80',
    'articleid=a',
    'articleId[]=a',
    '&&=&',
    '',
  ),
  targetText.map((text) => text.replaceAll('?', '')),
);

function encode(id: string): string {
  return id.isWellFormed() ? encodeURIComponent(id) : '%ED%A0%80';
}
