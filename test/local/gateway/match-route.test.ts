import { matchRoute } from '../../../local/gateway/match-route.ts';

const route = (key: string) => ({ key, functionName: key, timeoutMs: 1, throttle: { rate: 1, burst: 1 } });
const defaultRoute = route('$default');
const api = { routes: [defaultRoute, route('POST /v1/votes'), route('GET /a.b')], defaultRoute };

test.each([
  ['POST', '/v1/votes', 'POST /v1/votes'],
  ['GET', '/v1/votes', '$default'],
  ['POST', '/v1/votes/', '$default'],
  ['POST', '/V1/votes', '$default'],
  ['GET', '/a.b', 'GET /a.b'],
  ['GET', '/axb', '$default'],
])('routes %s %s to %s', (method, path, key) => {
  expect(matchRoute(api, method, path)).toMatchObject({ key });
});
