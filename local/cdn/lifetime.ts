import { headerOf } from '../http/headers.ts';
import type { HttpReply } from '../http/http-reply.ts';
import type { CachePolicy } from '../template/cache-policy.ts';

/** Seconds for which a reply is fresh, and further seconds for which it may be used during a refresh. */
export interface Lifetime {
  readonly fresh: number;
  readonly stale: number;
}

const errors = [404, 414, 500, 501, 502, 503, 504];
/** The directives of `Cache-Control` that our functions and files use. An answer without the header has the name ''. */
const supported = ['', 'public', 'immutable', 'no-store', 'max-age', 'stale-while-revalidate'];
const none: Lifetime = { fresh: 0, stale: 0 };

/**
 * Time for which CloudFront keeps a reply.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html and, for errors,
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html
 *
 * @throws {Error} if the reply's `Cache-Control` has another directive than ours
 */
export function lifetimeOf(
  reply: HttpReply,
  { minTtl, defaultTtl, maxTtl }: CachePolicy,
  errorSeconds: ReadonlyMap<number, number>,
): Lifetime {
  if (maxTtl === 0) return none;
  const directives = directivesOf(reply);
  const other = [...directives.keys()].find((name) => !supported.includes(name));
  if (other !== undefined) throw new Error(`The local CDN does not support ${other} in Cache-Control.`);
  const told = directives.get('max-age');
  if (errors.includes(reply.status)) {
    return { fresh: Math.max(errorSeconds.get(reply.status) ?? 10, Number(told ?? 0)), stale: 0 };
  }
  if (reply.status !== 200) return none;
  if (directives.has('no-store')) return { fresh: minTtl, stale: 0 };
  const fresh = Math.min(maxTtl, Math.max(minTtl, told === undefined ? defaultTtl : Number(told)));
  return { fresh, stale: Math.min(maxTtl - fresh, Number(directives.get('stale-while-revalidate') ?? 0)) };
}

function directivesOf({ headers }: HttpReply): Map<string, string> {
  const text = headerOf(headers, 'cache-control') ?? '';
  return new Map(
    text
      .toLowerCase()
      .split(',')
      .map((directive) => {
        const [name = '', value = ''] = directive.trim().split('=', 2);
        return [name, value] as const;
      }),
  );
}
