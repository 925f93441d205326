import fc from 'fast-check';
import { ORIGIN } from '../support/defended.ts';
import { openApi } from '../support/openapi.ts';
import { junkProof } from './junk-proof.ts';
import { articleId, query, targetText } from './query.ts';

/** A raw HTTP request. */
export interface FuzzRequest {
  readonly method: string;
  /** Raw path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const voterId = fc.oneof(
  fc.stringMatching(/^[\w-]{16,40}$/),
  fc.constantFrom('short', 'x'.repeat(128), 'x'.repeat(129), 'account:somebody-else', ''),
);
const rating = fc.oneof(fc.constantFrom(1, 2, 3, 4, 5, null), fc.constantFrom(0, 6, -1, 4.5, '4', true, [], {}, 1e308));
const noise = fc.jsonValue({ maxDepth: 4 });

/** Valid, nearly valid and invalid values for each field of a vote in docs/openapi.json. */
const members = {
  articleId: fc.oneof({ weight: 5, arbitrary: articleId }, noise),
  rating: fc.oneof({ weight: 5, arbitrary: rating }, noise),
  voterId: fc.oneof({ weight: 5, arbitrary: voterId }, noise),
  previous: fc.oneof(rating, noise),
  voterToken: fc.oneof(noise, fc.constantFrom('a.b.c', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.', '..', 'x'.repeat(3000))),
  proof: junkProof,
};
export const knownMembers = Object.keys(members);

const voteBody = fc
  .record({ ...members, extra: noise }, { requiredKeys: [] })
  .map((vote) => Buffer.from(JSON.stringify(vote)));

/** The given vote with at most one field wrong or missing. */
function spoiltVote(vote: object): fc.Arbitrary<Buffer> {
  const spoilt = Object.entries(members).map(([name, value]) => value.map((each) => ({ ...vote, [name]: each })));
  return fc
    .oneof(
      fc.constant(vote),
      ...spoilt,
      fc.constantFrom(...Object.keys(vote)).map((name) => ({ ...vote, [name]: undefined })),
    )
    .map((spoiltOrNot) => Buffer.from(JSON.stringify(spoiltOrNot)));
}

/** A valid vote except for one byte of the article ID that is not UTF-8. */
const brokenVote = fc.constantFrom(0xff, 0xc0, 0x80, 0xed).map((byte) => {
  const [before = '', after = ''] = '{"articleId":"a|b","rating":4,"voterId":"voter-of-a-fuzz-test"}'.split('|');
  return Buffer.concat([Buffer.from(before), Buffer.from([byte]), Buffer.from(after)]);
});

const body = (vote: object) =>
  fc.oneof(
    { weight: 4, arbitrary: voteBody },
    { weight: 3, arbitrary: spoiltVote(vote) },
    brokenVote,
    noise.map((value) => Buffer.from(JSON.stringify(value))),
    fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
    fc
      .constantFrom('', '{', '{"__proto__":{"rating":5}}', '['.repeat(3000), '{"a":'.repeat(700))
      .map((text) => Buffer.from(text)),
    fc.constantFrom(4095, 4096, 4097, 100_000).map((length) => Buffer.alloc(length, ' ')),
  );

const strangePath = fc.oneof(
  fc.constantFrom('/v1/votes', '/v1/ratings', '/v1/', '/v1/votes/', '/v1//votes', '/v1/%76otes', '/v1/ratings/a%2Fb'),
  targetText.map((text) => `/v1/${text.split('?')[0]}`),
);
const strangeMethod = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE');
const documented = Object.entries(openApi.paths).flatMap(([path, operations]) =>
  Object.keys(operations).map((method) => [method.toUpperCase(), path] as const),
);
/** Mostly routes that exist, so that few answers are 404 or 405. */
const route = fc.oneof(
  { weight: 4, arbitrary: fc.constant(['POST', '/v1/votes'] as const) },
  { weight: 2, arbitrary: fc.constant(['GET', '/v1/ratings'] as const) },
  { weight: 3, arbitrary: fc.constantFrom(...documented) },
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
      origin: fc.oneof({ weight: 3, arbitrary: fc.constant(ORIGIN) }, fc.constantFrom('null', 'nonsense')),
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

/** @param vote a vote that the system accepts, except for the proof of work */
export function fuzzRequest(vote: object): fc.Arbitrary<FuzzRequest> {
  return fc.tuple(route, query, headers, body(vote)).map(([[method, path], search, given, bytes]) => {
    const sent = { method, target: search === '' ? path : `${path}?${search}`, headers: given, body: bytes };
    // Keeps counterexamples readable: the default prints every byte of the body.
    const toString = () => JSON.stringify({ ...sent, body: bytes.toString('latin1').slice(0, 300) });
    return { ...sent, [fc.toStringMethod]: toString };
  });
}
