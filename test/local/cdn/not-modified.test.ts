import { orNotModified } from '../../../local/cdn/not-modified.ts';

const reply = { status: 200, headers: [['etag', 'W/"b"'] as const], body: Buffer.from('body') };
const statusFor = (...tags: string[]) =>
  orNotModified({ method: 'GET', headers: tags.map((tag) => ['If-None-Match', tag] as const) }, reply).status;

test.each([
  ['the tag itself', ['W/"b"'], 304],
  ['the tag as a strong one', ['"b"'], 304],
  ['a list with the tag in it', ['"a", "b"'], 304],
  ['a second line with the tag', ['"a"', '"b"'], 304],
  ['any tag', ['*'], 304],
  ['another tag', ['"a"'], 200],
  ['none', [], 200],
])('compares %s', (_, tags, status) => {
  expect(statusFor(...tags)).toBe(status);
});
