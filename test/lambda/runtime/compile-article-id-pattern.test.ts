import fc from 'fast-check';
import { compileArticleIdPattern } from '../../../lambda/runtime/compile-article-id-pattern.ts';
import { hardPatterns, hostileIds } from '../../support/article-id-patterns.ts';

test.each([
  [String.raw`blog/[\w-]+`, 'blog/peace-talks', 'blog/'],
  ['a|b', 'b', 'ab'],
  ['blog/', 'blog/', 'blog/x'],
  ['^blog/.*$', 'blog/x', 'a blog/x'],
  [String.raw`\p{L}{3}`, 'éßж', 'éß1'],
  [String.raw`.{2}`, '😀é', '😀'],
  [String.raw`[\x{1F600}-\x{1F64F}]+`, '😀😁', '😀a'],
])('the pattern %s matches the whole of %j and does not match %j', async (pattern, taken, refused) => {
  const matches = await compileArticleIdPattern(pattern);
  expect(matches(taken)).toBe(true);
  expect(matches(refused)).toBe(false);
});

test('a function does not start with an invalid pattern', async () => {
  await expect(compileArticleIdPattern('(')).rejects.toThrow('missing closing )');
});

test('matches as RegExp does, for the syntax that RE2 and RegExp share', async () => {
  const { part } = fc.letrec<{ part: string }>((tie) => ({
    part: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom('a', 'b', '-', '/', '.', 'é', '😀', String.raw`\w`, String.raw`\d`, String.raw`\p{L}`, '[a-c]'),
      fc.tuple(tie('part'), tie('part')).map(([left, right]) => left + right),
      fc.tuple(tie('part'), tie('part')).map(([left, right]) => `(?:${left}|${right})`),
      fc.tuple(tie('part'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}')).map(([one, many]) => `(?:${one})${many}`),
    ),
  }));
  const id = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', '-', '/', 'é', '😀'), maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(part, fc.array(id, { minLength: 5, maxLength: 10 }), async (pattern, ids) => {
      const matches = await compileArticleIdPattern(pattern);
      const expected = new RegExp(`^(?:${pattern})$`, 'u');
      for (const each of ids) expect([each, matches(each)]).toEqual([each, expected.test(each)]);
    }),
    { numRuns: 500 },
  );
});

test('matches quickly where a backtracking engine would practically never finish', async () => {
  for (const pattern of hardPatterns) {
    const matches = await compileArticleIdPattern(pattern);
    expect(hostileIds(512).map(matches)).not.toContain(undefined);
  }
});
