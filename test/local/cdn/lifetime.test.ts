import { lifetimeOf } from '../../../local/cdn/lifetime.ts';

const policy = { hasQuery: true, encodings: [], minTtl: 0, defaultTtl: 5, maxTtl: 35 };
const errors = new Map([[503, 0]]);
const lifetime = (status: number, cacheControl?: string, given = policy) => {
  const headers = cacheControl === undefined ? [] : [['cache-control', cacheControl] as const];
  return lifetimeOf({ status, headers, body: Buffer.of() }, given, errors);
};

test.each([
  ['public, max-age=5, stale-while-revalidate=30', { fresh: 5, stale: 30 }],
  ['max-age=1000, stale-while-revalidate=1000', { fresh: 35, stale: 0 }],
  ['max-age=30, stale-while-revalidate=1000', { fresh: 30, stale: 5 }],
  ['max-age=0, stale-while-revalidate=0', { fresh: 0, stale: 0 }],
  ['no-store', { fresh: 0, stale: 0 }],
  [undefined, { fresh: 5, stale: 0 }],
])('a 200 with %s has the expected lifetime', (cacheControl, expected) => {
  expect(lifetime(200, cacheControl)).toEqual(expected);
});

test.each([
  [404, 'no-store', 10],
  [503, 'no-store', 0],
  [400, undefined, 0],
  [403, undefined, 0],
  [429, undefined, 0],
  [204, undefined, 0],
])('a %d with %s has the expected lifetime', (status, cacheControl, fresh) => {
  expect(lifetime(status, cacheControl)).toEqual({ fresh, stale: 0 });
});

test.each(['private', 'no-cache', 's-maxage'])('refuses the directive %s, which no answer of ours has', (directive) => {
  expect(() => lifetime(200, `max-age=60, ${directive}=1`)).toThrow(`does not support ${directive}`);
});

test('is zero if caching is off', () => {
  const off = { hasQuery: false, encodings: [], minTtl: 0, defaultTtl: 0, maxTtl: 0 };
  expect(lifetime(200, 'max-age=60', off)).toEqual({ fresh: 0, stale: 0 });
});
