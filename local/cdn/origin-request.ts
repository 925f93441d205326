import type { HttpRequest } from '../http/http-request.ts';
import type { Behavior } from '../template/distribution.ts';

/** The target of the origin request: the path and, if it is forwarded, the query. It is part of the cache key. */
export function originTarget({ cache, forwardsQuery }: Behavior, target: string): string {
  return forwardsQuery || cache.hasQuery ? target : (target.split('?')[0] ?? '');
}

/**
 * The request that CloudFront sends to an API for a viewer's request. It has the viewer headers that the
 * behaviour forwards, and headers that CloudFront sets itself, which viewers cannot override.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html
 */
export function toApiRequest(behavior: Behavior, request: HttpRequest): HttpRequest {
  const own: readonly (readonly [string, string])[] = [
    ['cloudfront-viewer-address', `${request.sourceIp}:${request.sourcePort ?? 0}`],
  ];
  const custom = behavior.origin.is === 'api' ? behavior.origin.headers : [];
  const taken = [...own, ...custom].map(([name]) => name);
  const forwards = (name: string) => behavior.forwardedHeaders.includes(name) && !taken.includes(name);
  return {
    ...request,
    target: originTarget(behavior, request.target),
    headers: [
      ...request.headers.filter(([name]) => forwards(name.toLowerCase())),
      ...own.filter(([name]) => behavior.forwardedHeaders.includes(name)),
      ...custom,
      ['host', `${behavior.origin.is === 'api' ? behavior.origin.id : ''}.execute-api.localhost`],
      ['user-agent', 'Amazon CloudFront'],
      ['via', '1.1 edge.localhost (CloudFront)'],
      ['x-forwarded-for', request.sourceIp],
    ],
    // For the gateway, the edge location is the client.
    sourceIp: '127.0.0.1',
  };
}
