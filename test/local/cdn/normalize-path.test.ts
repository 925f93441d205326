import { normalizePath } from '../../../local/cdn/normalize-path.ts';

test.each([
  ['/v1/ratings', '/v1/ratings'],
  ['/v1/r%61tings', '/v1/ratings'],
  ['/v1/a%2fb%C3%A9', '/v1/a%2Fb%C3%A9'],
  ['//v1///ratings', '/v1/ratings'],
  ['/v1/./x/../ratings', '/v1/ratings'],
  ['/v1/%2e%2e/a', '/a'],
  ['/../..', '/'],
  ['/v1/.', '/v1/'],
  ['/v1/', '/v1/'],
  ['/v1/%', '/v1/%'],
  ['/', '/'],
])('normalizes %s to %s', (path, normalized) => {
  expect(normalizePath(path)).toBe(normalized);
});
