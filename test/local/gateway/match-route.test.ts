import { matchRoute } from '../../../local/gateway/match-route.ts';

const keys = [
  '$default',
  'ANY /things/{proxy+}',
  'GET /things/{id}',
  'GET /things/first',
  'ANY /things/first',
  'POST /v1/votes',
  'GET /a.b',
];
const routes = keys.map((key) => ({ key, functionName: key, timeoutMs: 1 }));

test.each([
  ['POST', '/v1/votes', 'POST /v1/votes', {}],
  ['GET', '/v1/votes', '$default', {}],
  ['POST', '/v1/votes/', '$default', {}],
  ['POST', '/V1/votes', '$default', {}],
  ['GET', '/things/first', 'GET /things/first', {}],
  ['PUT', '/things/first', 'ANY /things/first', {}],
  ['GET', '/things/second', 'GET /things/{id}', { id: 'second' }],
  ['PUT', '/things/second', 'ANY /things/{proxy+}', { proxy: 'second' }],
  ['GET', '/things/a/b', 'ANY /things/{proxy+}', { proxy: 'a/b' }],
  ['GET', '/things/', '$default', {}],
  ['GET', '/a.b', 'GET /a.b', {}],
  ['GET', '/axb', '$default', {}],
])('leads %s %s to %s', (method, path, key, pathParameters) => {
  expect(matchRoute(routes, method, path)).toEqual({
    route: expect.objectContaining({ key }) as unknown,
    pathParameters,
  });
});

test('finds nothing where there is no $default', () => {
  expect(matchRoute(routes.slice(1), 'GET', '/nowhere')).toBeUndefined();
});
