import { matchRoute } from '../../../local/gateway/match-route.ts';

const routes = ['$default', 'POST /v1/votes', 'GET /a.b'].map((key) => ({ key, functionName: key, timeoutMs: 1 }));

test.each([
  ['POST', '/v1/votes', 'POST /v1/votes'],
  ['GET', '/v1/votes', '$default'],
  ['POST', '/v1/votes/', '$default'],
  ['POST', '/V1/votes', '$default'],
  ['GET', '/a.b', 'GET /a.b'],
  ['GET', '/axb', '$default'],
])('routes %s %s to %s', (method, path, key) => {
  expect(matchRoute(routes, method, path)).toMatchObject({ key });
});

test('finds no route without $default', () => {
  expect(matchRoute(routes.slice(1), 'GET', '/nowhere')).toBeUndefined();
});
