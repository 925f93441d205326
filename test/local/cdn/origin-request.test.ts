import { matchBehavior } from '../../../local/cdn/match-behavior.ts';
import { originTarget, toApiRequest } from '../../../local/cdn/origin-request.ts';
import type { Behavior } from '../../../local/template/distribution.ts';

const reads: Behavior = {
  pathPattern: '/v1/ratings',
  methods: ['GET'],
  origin: { is: 'api', id: 'Api', headers: [['x-origin-verify', 'secret']] },
  cache: { hasQuery: true, encodings: [], minTtl: 0, defaultTtl: 5, maxTtl: 35 },
  forwardedHeaders: [],
  forwardsQuery: false,
  responseHeaders: undefined,
  compress: true,
  viewerRequest: undefined,
};
const votes: Behavior = {
  ...reads,
  pathPattern: '/v1/*',
  forwardedHeaders: ['cloudfront-viewer-address', 'content-type', 'origin'],
  forwardsQuery: true,
};
const pages: Behavior = { ...reads, pathPattern: '*', cache: { ...reads.cache, hasQuery: false } };

test.each([
  ['/v1/ratings', reads],
  ['/v1/votes', votes],
  ['/v1/ratings/', votes],
  ['/v1/', votes],
  ['/V1/votes', pages],
  ['/v1', pages],
  ['/', pages],
  ['/a\n', pages],
])('matches %j with the behaviour of its pattern', (path, behavior) => {
  expect(matchBehavior([reads, votes, pages], path)).toBe(behavior);
});

test.each([
  ['that is in the cache key', reads, '/x?a=b?c&a'],
  ['that is forwarded outside the key', { ...pages, forwardsQuery: true }, '/x?a=b?c&a'],
  ['only then', pages, '/x'],
])('forwards a query %s', (_case, behavior, forwarded) => {
  expect(originTarget(behavior, '/x?a=b?c&a')).toBe(forwarded);
});

test('sets the address and the secret itself, whatever the viewer sends, and drops every other header', () => {
  const { headers, target } = toApiRequest(votes, {
    method: 'POST',
    target: '/v1/votes?a=b',
    headers: [
      ['CloudFront-Viewer-Address', '203.0.113.7:1'],
      ['X-Origin-Verify', 'guess'],
      ['X-Forwarded-For', '203.0.113.7'],
      ['Cookie', 'a=b'],
      ['Host', 'site.example'],
      ['Origin', 'https://page.example'],
      ['Content-Type', 'text/plain'],
    ],
    body: Buffer.of(),
    sourceIp: '127.0.0.9',
    sourcePort: 4321,
  });
  expect(target).toBe('/v1/votes?a=b');
  expect(Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]))).toEqual({
    'cloudfront-viewer-address': '127.0.0.9:4321',
    'x-origin-verify': 'secret',
    'x-forwarded-for': '127.0.0.9',
    host: 'Api.execute-api.localhost',
    'user-agent': 'Amazon CloudFront',
    via: '1.1 edge.localhost (CloudFront)',
    origin: 'https://page.example',
    'content-type': 'text/plain',
  });
  expect(headers.filter(([name]) => name.toLowerCase() === 'cloudfront-viewer-address')).toHaveLength(1);
});
