import fc from 'fast-check';
import { junkProof } from './junk-proof.ts';

/** A request as it goes over the wire. */
export interface FuzzRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const articleId = fc.oneof(
  fc.constantFrom('a', 'blog/peace-talks', '__proto__', '../../etc/passwd', 'x'.repeat(512), 'x'.repeat(513), ''),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
);
const voterId = fc.oneof(
  fc.stringMatching(/^[\w-]{16,40}$/),
  fc.constantFrom('short', 'x'.repeat(128), 'x'.repeat(129), 'account:somebody-else', ''),
);
const rating = fc.oneof(fc.constantFrom(1, 2, 3, 4, 5, null), fc.constantFrom(0, 6, -1, 4.5, '4', true, [], {}, 1e308));
const noise = fc.jsonValue({ maxDepth: 4 });

const voterToken = fc.oneof(
  noise,
  fc.constantFrom('a.b.c', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.', '..', 'x'.repeat(3000)),
);

/** Votes that are right, nearly right, and wrong. */
const voteBody = fc
  .record(
    {
      articleId: fc.oneof({ weight: 5, arbitrary: articleId }, noise),
      rating: fc.oneof({ weight: 5, arbitrary: rating }, noise),
      voterId: fc.oneof({ weight: 5, arbitrary: voterId }, noise),
      previous: fc.oneof(rating, noise),
      voterToken,
      proof: junkProof,
      extra: noise,
    },
    { requiredKeys: [] },
  )
  .map((vote) => Buffer.from(JSON.stringify(vote)));

/** A right vote in which one byte of the article ID is none of UTF-8. */
const brokenVote = fc.constantFrom(0xff, 0xc0, 0x80, 0xed).map((byte) => {
  const [before = '', after = ''] = '{"articleId":"a|b","rating":4,"voterId":"voter-of-a-fuzz-test"}'.split('|');
  return Buffer.concat([Buffer.from(before), Buffer.from([byte]), Buffer.from(after)]);
});

const body = fc.oneof(
  { weight: 6, arbitrary: voteBody },
  brokenVote,
  noise.map((value) => Buffer.from(JSON.stringify(value))),
  fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
  fc
    .constantFrom('', '{', '{"__proto__":{"rating":5}}', '['.repeat(3000), '{"a":'.repeat(700))
    .map((text) => Buffer.from(text)),
  fc.constantFrom(4095, 4096, 4097, 100_000).map((length) => Buffer.alloc(length, ' ')),
);

/** Characters that HTTP lets stand in a request target. */
const targetText = fc.stringMatching(/^[\w/.~%!$&'()*+,;=:@?-]{0,40}$/);
/** One article, spelled in every way that a query string has. */
const spelling = fc.constantFrom(
  'articleId=caf%C3%A9/a%20b',
  'articleId=caf%c3%a9/a+b',
  'articleId=caf%C3%A9%2Fa%20b',
  'articleId=cafe%CC%81/a%20b',
  '%61rticleId=caf%C3%A9/a%20b',
  'articleId=%63af%C3%A9/a%20b',
  '',
  'utm_source=x',
  'articleId',
  'articleId=caf%E9',
  'articleId=%EF%BF%BD',
);
const query = fc.oneof(
  fc.array(articleId, { maxLength: 55 }).map((ids) => ids.map((id) => `articleId=${encode(id)}`).join('&')),
  fc.array(spelling, { minLength: 1, maxLength: 4 }).map((pairs) => pairs.join('&')),
  fc.constantFrom(
    'articleId',
    'articleId=%',
    'articleId=%ff',
    'articleId=%ED%A0%80',
    'articleid=a',
    'articleId[]=a',
    '&&=&',
    '',
  ),
  targetText.map((text) => text.replaceAll('?', '')),
);
const strangePath = fc.oneof(
  fc.constantFrom('/v1/votes', '/v1/ratings', '/v1/', '/v1/votes/', '/v1//votes', '/v1/%76otes', '/v1/ratings/a%2Fb'),
  targetText.map((text) => `/v1/${text.split('?')[0]}`),
);
const strangeMethod = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE');
/** Mostly what the API answers with more than 404 or 405. */
const route = fc.oneof(
  { weight: 5, arbitrary: fc.constant(['POST', '/v1/votes'] as const) },
  { weight: 3, arbitrary: fc.constant(['GET', '/v1/ratings'] as const) },
  { weight: 1, arbitrary: fc.constant(['HEAD', '/v1/ratings'] as const) },
  { weight: 2, arbitrary: fc.tuple(strangeMethod, strangePath) },
);

const headers = fc
  .record(
    {
      'content-type': fc.constantFrom(
        'text/plain',
        'application/json',
        'application/octet-stream',
        'multipart/form-data',
        'x',
      ),
      origin: fc.constantFrom('https://blog.example', 'null', 'nonsense'),
      'if-none-match': fc.constantFrom('*', 'W/"x"', '"', ',,,'),
      'x-forwarded-for': fc.ipV4(),
      'cloudfront-viewer-address': fc.constantFrom('203.0.113.7:1', 'nonsense', ':::', ''),
      'x-origin-verify': fc.constantFrom('', 'guess'),
      'access-control-request-method': fc.constantFrom('POST', 'DELETE'),
      cookie: fc.constantFrom('a=b', ';;;=', '__proto__=1'),
    },
    { requiredKeys: [] },
  )
  .map((given) => Object.fromEntries(Object.entries(given)) as Record<string, string>);

const request = fc.tuple(route, query, headers, body).map(([[method, path], search, given, bytes]) => ({
  method,
  target: search === '' ? path : `${path}?${search}`,
  headers: given,
  body: bytes,
}));

export const fuzzRequest: fc.Arbitrary<FuzzRequest> = request.map((sent) => ({
  ...sent,
  // Otherwise a counterexample prints each byte of its body.
  [fc.toStringMethod]: () => JSON.stringify({ ...sent, body: sent.body.toString('latin1').slice(0, 300) }),
}));

function encode(id: string): string {
  return id.isWellFormed() ? encodeURIComponent(id) : '%ED%A0%80';
}
