/** Typical patterns of sites. */
export const usualPatterns = [
  String.raw`blog/[\w-]+`,
  'blog/[a-z0-9-]+',
  String.raw`^blog/\p{L}+$`,
  String.raw`(?:blog|news)/\d{4}/[\w-]+`,
  '[a-z0-9]+(?:-[a-z0-9]+)*',
  String.raw`(?:[\w-]+/)*[\w-]+`,
  String.raw`[\w-]+-\d+`,
  String.raw`.+\.html`,
  String.raw`https://blog\.example/.*`,
  '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}',
  String.raw`/(?:en|de|fr)/[\p{L}\p{N}-]+`,
  String.raw`[\p{L}\p{N}_/-]{1,200}`,
  String.raw`(?<year>\d{4})/.+`,
  String.raw`[\x{1F600}-\x{1F64F}]+`,
  String.raw`\p{Cyrillic}+(?: \p{Cyrillic}+)*`,
  '(?i:post)-[0-9]+',
];

/** Patterns that take a backtracking engine exponential or polynomial time. */
export const hardPatterns = [
  '([a-z0-9]+-?)+',
  '(a+)+',
  '(a|a)*',
  '(a|aa)+',
  '(a|b|ab)*c',
  '(.*)*',
  String.raw`(\w+\s?)+`,
  String.raw`(?:\w|\d)+`,
  '(a?){50}a{50}',
  '(a|b)*a(a|b){12}',
  String.raw`\w+\w+\w+\w+`,
  'a*a*a*a*a*b',
  '.*.*.*.*=',
  String.raw`\p{L}+[\p{L}\d]+[\p{L}-]+`,
  'a{1,100}a{1,100}a{1,100}b',
];

/** IDs of this many bytes that almost match the hard patterns. */
export const hostileIds = (bytes: number): string[] => [
  `${'a'.repeat(bytes - 1)}!`,
  `${'ab'.repeat(bytes / 2 - 1)}a!`,
  `${'a-'.repeat(bytes / 2 - 1)}a!`,
  `${'é'.repeat(bytes / 2 - 1)}e!`,
  'a1'.repeat(bytes / 2),
];
