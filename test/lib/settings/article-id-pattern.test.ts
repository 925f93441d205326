import { faultOfPattern } from '../../../lib/settings/article-id-pattern.ts';
import { hardPatterns, usualPatterns } from '../../support/article-id-patterns.ts';

test.each([...usualPatterns, ...hardPatterns])('accepts %s', (pattern) => {
  expect(faultOfPattern(pattern)).toBeUndefined();
});

test.each<[pattern: string, says: string, instead: string]>([
  ['(a', 'missing closing )', ''],
  ['[z-a]', 'invalid character class range', ''],
  ['(?=(a+)+$)a*', '(?=', 'List the allowed IDs'],
  [String.raw`(?!admin/)[\w/-]+`, '(?!', 'List the allowed IDs'],
  [String.raw`[\w/-]+(?<!/)`, '(?<!', 'List the allowed IDs'],
  ['(?<=a)b', '(?<=', 'List the allowed IDs'],
  [String.raw`(a+)\1+`, String.raw`\1`, 'Write out the alternatives'],
  [String.raw`(?<y>a)\k<y>`, String.raw`\k`, 'Write out the alternatives'],
  [String.raw`\u{1F600}`, String.raw`\u`, String.raw`\x{1F600}`],
  [String.raw`\p{Script=Greek}`, String.raw`\p{Script=Greek}`, String.raw`\p{Greek}`],
  ['(?:a{1,100}){1,100}', '{1,100}', 'at most 1,000 times'],
  [String.raw`\p{L}{1,1000}`, '2001 instructions', 'Write + instead'],
  ['a'.repeat(501), '501 characters', ''],
])('refuses %s, with the reason and an alternative', (pattern, says, instead) => {
  expect(faultOfPattern(pattern)).toContain(says);
  expect(faultOfPattern(pattern)).toContain(instead);
});
