import { createHash } from 'node:crypto';
import type { Response } from './response.ts';

/** Seconds. */
export interface CacheLifetime {
  readonly maxAge: number;
  readonly staleWhileRevalidate: number;
}

/**
 * Adds an ETag and a lifetime to a response; answers 304 if `If-None-Match` has the ETag. The ETag is weak, because a
 * CDN that compresses must weaken it anyway (RFC 9110 section 8.8.1).
 */
export function cacheable(response: Response, lifetime: CacheLifetime, ifNoneMatch: string | undefined): Response {
  const etag = `W/"${createHash('sha256')
    .update(response.body ?? '')
    .digest('base64url')
    .slice(0, 22)}"`;
  const cacheControl = `public, max-age=${lifetime.maxAge}, stale-while-revalidate=${lifetime.staleWhileRevalidate}`;
  const headers = { etag, 'cache-control': cacheControl };
  if (ifNoneMatch !== undefined && matches(ifNoneMatch, etag)) return { statusCode: 304, headers };
  return { ...response, headers: { ...response.headers, ...headers } };
}

// Weak comparison, as RFC 9110 section 13.1.2 requires.
function matches(ifNoneMatch: string, etag: string): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => opaque(tag) === opaque(etag));
}
