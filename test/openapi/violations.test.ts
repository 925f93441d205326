import { violations } from '../support/openapi-violations.ts';
import type { Exchange } from '../support/openapi-violations.ts';

const right: Exchange = {
  method: 'POST',
  path: '/v1/votes',
  status: 200,
  headers: [
    ['content-type', 'application/json'],
    ['cache-control', 'no-store'],
  ],
  body: '{"articleId":"a","average":4,"count":1,"distribution":[0,0,0,1,0],"vote":4}',
};
const problem = { type: 'about:blank', title: 'Bad Request', status: 400, detail: '', code: 'malformed_json' };
const json: [string, string] = ['content-type', 'application/problem+json'];
const uncached: [string, string] = ['cache-control', 'no-store'];
const refused: Exchange = { ...right, status: 400, headers: [json, uncached], body: JSON.stringify(problem) };
const busy = { ...problem, title: 'Service Unavailable', status: 503, code: 'busy' };
const tired: Exchange = {
  ...right,
  status: 503,
  headers: [json, uncached, ['retry-after', '1']],
  body: JSON.stringify(busy),
};
const byGateway: Exchange = {
  ...right,
  status: 503,
  headers: [['content-type', 'application/json']],
  body: '{"message":"Service Unavailable"}',
};

test.each([right, refused, tired, byGateway])('accepts a documented answer: %j', (exchange) => {
  expect(violations(exchange)).toEqual([]);
});

test.each<[string, Exchange, Partial<Exchange>]>([
  ['another status', right, { status: 202 }],
  ['another method', right, { method: 'PATCH' }],
  ['another path', right, { path: '/v1/voters' }],
  ['another header', right, { headers: [...right.headers, ['x-secret', 'a']] }],
  ['a header less', right, { headers: [['content-type', 'application/json']] }],
  [
    'another value of a header',
    right,
    {
      headers: [
        ['content-type', 'application/json'],
        ['cache-control', 'public'],
      ],
    },
  ],
  ['another type', right, { headers: [['content-type', 'text/html'], uncached] }],
  ['no body', right, { body: '' }],
  ['a member more', right, { body: right.body.replace('{', '{"more":1,') }],
  ['a member less', right, { body: right.body.replace('"vote":4', '"count":1') }],
  ['a negative count', right, { body: right.body.replace('[0,', '[-1,') }],
  ['a problem of another status', refused, { body: JSON.stringify({ ...problem, status: 413 }) }],
  ['a code of another status', refused, { body: JSON.stringify({ ...problem, code: 'busy' }) }],
  ['an unknown code', refused, { body: JSON.stringify({ ...problem, code: 'tired' }) }],
  ['a member more in a problem', refused, { body: JSON.stringify({ ...problem, challenge: {} }) }],
  ['Retry-After where it is not true', refused, { headers: [...tired.headers] }],
  ['no Retry-After', tired, { headers: [json, uncached] }],
])('reports %s', (_, exchange, part) => {
  expect(violations({ ...exchange, ...part })).not.toEqual([]);
});
