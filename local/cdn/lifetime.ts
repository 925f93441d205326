import { headerOf } from '../http/headers.ts';
import type { HttpReply } from '../http/http-reply.ts';
import type { CachePolicy } from '../template/cache-policy.ts';

/** Seconds for which a reply is fresh, and further seconds for which it may be used during a refresh. */
export interface Lifetime {
  readonly fresh: number;
  readonly stale: number;
}

const errors = [404, 414, 500, 501, 502, 503, 504];
const none: Lifetime = { fresh: 0, stale: 0 };

/**
 * Time for which CloudFront keeps a reply.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html and, for errors,
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html
 */
export function lifetimeOf(
  reply: HttpReply,
  { minTtl, defaultTtl, maxTtl }: CachePolicy,
  errorSeconds: ReadonlyMap<number, number>,
): Lifetime {
  if (maxTtl === 0) return none;
  const directives = directivesOf(reply);
  const told = directives.get('s-maxage') ?? directives.get('max-age');
  if (errors.includes(reply.status)) {
    return { fresh: Math.max(errorSeconds.get(reply.status) ?? 10, Number(told ?? 0)), stale: 0 };
  }
  if (reply.status !== 200) return none;
  if (['no-store', 'no-cache', 'private'].some((name) => directives.has(name))) return { fresh: minTtl, stale: 0 };
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
