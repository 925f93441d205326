import { gatewayLimits, type Gateway } from '../gateway/gateway.ts';
import { headerOf } from '../http/headers.ts';
import type { HttpReply } from '../http/http-reply.ts';
import type { HttpRequest } from '../http/http-request.ts';
import type { BucketContent } from '../template/buckets.ts';
import type { Behavior, Distribution } from '../template/distribution.ts';
import { fromBucket } from './bucket.ts';
import { acceptedEncodings, compressed } from './compress.ts';
import { EdgeCache, type Answer } from './edge-cache.ts';
import { edgeFunction } from './edge-function.ts';
import { lifetimeOf } from './lifetime.ts';
import { matchBehavior } from './match-behavior.ts';
import { normalizePath } from './normalize-path.ts';
import { orNotModified } from './not-modified.ts';
import { originTarget, toApiRequest } from './origin-request.ts';
import { withResponseHeaders } from './with-response-headers.ts';

export interface Origins {
  readonly gateway: Gateway;
  readonly contents: readonly BucketContent[];
}

/**
 * A longer URL or request gets 413. The body's limit is the API's: CloudFront forwards more than the API accepts.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#RequestCustomMaxRequestStringLength
 */
export const edgeLimits = { ...gatewayLimits, urlBytes: 8_192, headerBytes: 32_768, headerStatus: 413 } as const;

/** Answers a visitor's request as one edge location of CloudFront would. */
export function createCdn(distribution: Distribution, origins: Origins, cache = new EdgeCache()): Gateway {
  const ask = async (behavior: Behavior, request: HttpRequest, requestId: string): Promise<HttpReply> => {
    if (behavior.origin.is === 'api') return origins.gateway(toApiRequest(behavior, request), requestId);
    const { name } = behavior.origin;
    const contents = origins.contents.filter(({ bucket }) => bucket === name);
    return fromBucket(contents, distribution.rootObject, request);
  };
  const functions = new Map(
    distribution.behaviors.flatMap(({ viewerRequest: code }) =>
      code === undefined ? [] : [[code, edgeFunction(code)] as const],
    ),
  );
  return async (viewed, requestId) => {
    if (urlOf(viewed).length > edgeLimits.urlBytes) return refusal(413, 'Bad request.');
    const behavior = matchBehavior(distribution.behaviors, normalizePath(viewed.target.split('?')[0] ?? ''));
    if (!behavior?.methods.includes(viewed.method)) return notAllowed;
    const changed = functions.get(behavior.viewerRequest ?? '')?.(viewed) ?? viewed;
    if ('reply' in changed) return withResponseHeaders(behavior.responseHeaders, viewed, changed.reply);
    const request = { ...viewed, target: changed.target };
    const caches = behavior.cache.maxTtl > 0 && ['GET', 'HEAD'].includes(request.method);
    const encodings = caches && behavior.compress ? acceptedEncodings(request, behavior.cache.encodings) : [];
    const fetch = async () => {
      const reply = await ask(behavior, request, requestId);
      const lifetime = lifetimeOf(reply, behavior.cache, distribution.errorSeconds);
      return { reply: await compressed(reply, encodings), lifetime };
    };
    const key = [request.method, encodings.join(), originTarget(behavior, request.target)].join(' ');
    const answer = caches
      ? await cache.get(key, fetch)
      : ({ reply: (await fetch()).reply, found: 'Miss', age: 0 } as const);
    return withResponseHeaders(behavior.responseHeaders, request, orNotModified(request, marked(answer)));
  };
}

function marked({ reply, found, age }: Answer): HttpReply {
  const headers = [...reply.headers, ['x-cache', `${found} from cloudfront`] as const];
  return { ...reply, headers: found === 'Hit' ? [...headers, ['age', String(age)] as const] : headers };
}

function urlOf({ target, headers }: HttpRequest): string {
  return `https://${headerOf(headers, 'host') ?? ''}${target}`;
}

/** CloudFront's own reply. */
function refusal(status: number, text: string): HttpReply {
  return {
    status,
    headers: [
      ['content-type', 'text/html'],
      ['x-cache', 'Error from cloudfront'],
    ],
    body: Buffer.from(`<h1>${status} ERROR</h1>${text}`),
  };
}

/** The reply to a method that the behaviour does not allow; the request does not reach the origin. */
const notAllowed = refusal(403, 'This distribution is not configured to allow the HTTP request method.');
