import { RE2JS } from 're2js';

export const patternSyntax = "a regular expression in RE2's syntax, of at most 500 characters";

const MOST_CHARACTERS = 500;
/** Matching takes at most one step per instruction and character: 512,000 steps, about 50 ms. */
const MOST_INSTRUCTIONS = 1000;

/** Replacements for JavaScript syntax that RE2 lacks, by RE2's error. */
const instead: readonly (readonly [RegExp, string])[] = [
  [
    /\(\?<?[=!]/,
    String.raw`RE2 does not support look-around. List the allowed IDs: (?:blog|news)/[\w-]+ instead of (?!admin/)[\w/-]+.`,
  ],
  [
    /escape sequence: `\\[1-9k]/,
    'RE2 does not support backreferences. Write out the alternatives: (?:a/a|b/b) instead of (a|b)/\\1.',
  ],
  [/escape sequence: `\\u/, String.raw`Write \x{1F600} instead of \u{1F600}.`],
  [/class range: `\\[pP]/, String.raw`Write \p{Greek} instead of \p{Script=Greek}, and \p{L} instead of \p{Letter}.`],
  [/repeat count/, 'Repeat at most 1,000 times; the counts of nested repetitions multiply.'],
];

/** Why the vote function cannot use this pattern of article IDs; undefined if it can. */
export function faultOfPattern(pattern: string): string | undefined {
  if (pattern.length > MOST_CHARACTERS) return `It has ${pattern.length} characters.`;
  try {
    const instructions = RE2JS.compile(pattern).programSize();
    if (instructions <= MOST_INSTRUCTIONS) return undefined;
    return `It compiles to ${instructions} instructions; the maximum is ${MOST_INSTRUCTIONS}. Write + instead of {1,500}: no ID is longer than 512 bytes.`;
  } catch (error) {
    const reason = (error as Error).message.replace('error parsing regexp: ', '');
    const hint = instead.find(([construct]) => construct.test(reason))?.[1];
    return [`RE2 says: ${reason}.`, hint].filter(Boolean).join(' ');
  }
}
