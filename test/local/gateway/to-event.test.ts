import { decodePath, toEvent } from '../../../local/gateway/to-event.ts';
import type { HttpRequest } from '../../../local/http/http-request.ts';

const route = 'POST /v1/votes';
const facts = { apiId: 'Api', requestId: 'request-1', time: new Date('2020-03-12T19:03:58.123Z') };

function eventOf(part: Partial<HttpRequest>) {
  const request = {
    method: 'POST',
    target: '/v1/votes',
    headers: [],
    body: Buffer.of(),
    sourceIp: '192.0.2.1',
    ...part,
  };
  return toEvent(request, route, facts);
}

test('makes an event of payload format 2.0', () => {
  const headers = [
    ['Host', 'api.example:8787'],
    ['User-Agent', 'test'],
    ['Content-Type', 'application/json'],
  ] as const;
  expect(eventOf({ headers, body: Buffer.from('{}') })).toEqual({
    version: '2.0',
    routeKey: 'POST /v1/votes',
    rawPath: '/v1/votes',
    rawQueryString: '',
    headers: {
      host: 'api.example:8787',
      'user-agent': 'test',
      'content-type': 'application/json',
      'x-forwarded-for': '192.0.2.1',
      'x-forwarded-proto': 'http',
    },
    requestContext: {
      accountId: 'anonymous',
      apiId: 'Api',
      domainName: 'api.example:8787',
      domainPrefix: 'api',
      http: { method: 'POST', path: '/v1/votes', protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'request-1',
      routeKey: 'POST /v1/votes',
      stage: '$default',
      time: '12/Mar/2020:19:03:58 +0000',
      timeEpoch: 1584039838123,
    },
    body: '{}',
    isBase64Encoded: false,
  });
});

test.each([
  ['/p?a=1&b=2', 'a=1&b=2', { a: '1', b: '2' }],
  ['/p?a=1&b=2&a=3', 'a=1&b=2&a=3', { a: '1,3', b: '2' }],
  ['/p?a=x%2Cy&a=z', 'a=x%2Cy&a=z', { a: 'x,y,z' }],
  ['/p?a=%F0%9F%8C%9F+%2B%26', 'a=%F0%9F%8C%9F+%2B%26', { a: '🌟 +&' }],
  ['/p?a&b=', 'a&b=', { a: '', b: '' }],
  ['/p?__proto__=x', '__proto__=x', JSON.parse('{"__proto__":"x"}')],
  ['/p?', '', undefined],
  ['/p', '', undefined],
  ['/p?q=a?b', 'q=a?b', { q: 'a?b' }],
])('keeps the query of %s raw, and decodes its parameters', (target, raw, parameters) => {
  const { rawQueryString, queryStringParameters } = eventOf({ target });
  expect(rawQueryString).toBe(raw);
  expect(queryStringParameters).toEqual(parameters);
});

test.each([
  ['/a%20b', '/a b'],
  ['/a%2Fb', '/a/b'],
  ['/a%3Fb', '/a'],
  ['/a%23b?c', '/a#b'],
  ['/%D1%8F', '/я'],
  ['/a+b/', '/a+b/'],
])('decodes the path %s to %s', (target, path) => {
  expect(eventOf({ target }).rawPath).toBe(path);
});

test.each(['/%', '/%zz', '/%ff'])('refuses %s, which is not a path', (target) => {
  expect(decodePath(target)).toBeUndefined();
});

test('joins repeated headers with commas under lower-case names', () => {
  const headers = [
    ['X-Tag', 'a'],
    ['x-tag', 'b'],
    ['X-Forwarded-For', '198.51.100.7'],
  ] as const;
  expect(eventOf({ headers }).headers).toMatchObject({ 'x-tag': 'a,b', 'x-forwarded-for': '198.51.100.7,192.0.2.1' });
});

test('moves cookies out of the headers', () => {
  const { cookies, headers } = eventOf({ headers: [['Cookie', 'a=1; b=2']] });
  expect(cookies).toEqual(['a=1', 'b=2']);
  expect(headers).not.toHaveProperty('cookie');
});

test.each([
  ['text/plain', false],
  ['text/plain;charset=UTF-8', false],
  ['application/json', false],
  ['Application/JSON; charset=utf-8', false],
  ['application/jsonp', true],
  ['application/x-www-form-urlencoded', true],
  ['application/octet-stream', true],
  [undefined, true],
])('a body of type %s is binary: %s', (type, binary) => {
  const headers = type === undefined ? [] : [['content-type', type] as const];
  const { body, isBase64Encoded } = eventOf({ headers, body: Buffer.from('я') });
  expect({ body, isBase64Encoded }).toEqual({ body: binary ? '0Y8=' : 'я', isBase64Encoded: binary });
});

test('has no body if the request has none', () => {
  const event = eventOf({});
  expect(event).not.toHaveProperty('body');
  expect(event.isBase64Encoded).toBe(false);
});
