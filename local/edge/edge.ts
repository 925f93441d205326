import type { Gateway } from '../gateway/gateway.ts';
import type { HttpRequest } from '../gateway/to-event.ts';
import type { HttpReply } from '../gateway/to-reply.ts';
import type { BucketContent } from '../template/buckets.ts';
import type { Behavior, Distribution } from '../template/distribution.ts';
import { fromBucket } from './bucket.ts';
import { EdgeCache, type Answer } from './edge-cache.ts';
import { lifetimeOf } from './lifetime.ts';
import { matchBehavior } from './match-behavior.ts';
import { orNotModified } from './not-modified.ts';
import { originTarget, toApiRequest } from './origin-request.ts';
import { withResponseHeaders } from './response-headers.ts';

export interface Origins {
  readonly gateway: Gateway;
  readonly contents: readonly BucketContent[];
}

/** Answers a visitor's request as one edge location of CloudFront would. */
export function createEdge(distribution: Distribution, origins: Origins, cache = new EdgeCache()): Gateway {
  const ask = async (behavior: Behavior, request: HttpRequest, requestId: string): Promise<HttpReply> => {
    if (behavior.origin.is === 'api') return origins.gateway(toApiRequest(behavior, request), requestId);
    const { name } = behavior.origin;
    const contents = origins.contents.filter(({ bucket }) => bucket === name);
    return fromBucket(contents, distribution.rootObject, request);
  };
  return async (request, requestId) => {
    const behavior = matchBehavior(distribution.behaviors, request.target.split('?')[0] ?? '');
    if (!behavior?.methods.includes(request.method)) return forbidden;
    const fetch = async () => {
      const reply = await ask(behavior, request, requestId);
      return { reply, lifetime: lifetimeOf(reply, behavior.cache, distribution.errorSeconds) };
    };
    // Reads of one thing are one request to the origin, even those that differ in what they may keep.
    const answer =
      request.method === 'GET' && behavior.cache.maxTtl > 0
        ? await cache.get(originTarget(behavior, request.target), fetch)
        : ({ reply: (await fetch()).reply, found: 'Miss', age: 0 } as const);
    return withResponseHeaders(behavior.responseHeaders, request, orNotModified(request, marked(answer)));
  };
}

function marked({ reply, found, age }: Answer): HttpReply {
  const headers = [...reply.headers, ['x-cache', `${found} from cloudfront`] as const];
  return { ...reply, headers: found === 'Hit' ? [...headers, ['age', String(age)] as const] : headers };
}

/** A method that the behaviour does not take never gets to the origin. */
const forbidden: HttpReply = {
  status: 403,
  headers: [
    ['content-type', 'text/html'],
    ['x-cache', 'Error from cloudfront'],
  ],
  body: Buffer.from('<h1>403 ERROR</h1>This distribution is not configured to allow the HTTP request method.'),
};
