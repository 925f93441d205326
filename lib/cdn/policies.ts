import { Duration } from 'aws-cdk-lib';
import {
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  OriginRequestCookieBehavior,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  OriginRequestQueryStringBehavior,
} from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { globalName } from './global-name.ts';

interface Lifetimes {
  readonly cacheSeconds: number;
  readonly staleSeconds: number;
}

/**
 * Caches reads by the query, which the CloudFront function reduces to the articles. The answer's headers set the
 * lifetime.
 */
export function readCache(scope: Construct, { cacheSeconds, staleSeconds }: Lifetimes): CachePolicy {
  return new CachePolicy(scope, 'RatingsCache', {
    cachePolicyName: globalName(scope, 'RatingsCache'),
    comment: 'Summaries of articles, by articleId',
    // It is undocumented whether an allow list forwards repeated parameters.
    queryStringBehavior: CacheQueryStringBehavior.all(),
    headerBehavior: CacheHeaderBehavior.none(),
    cookieBehavior: CacheCookieBehavior.none(),
    minTtl: Duration.seconds(0),
    defaultTtl: Duration.seconds(cacheSeconds),
    // CloudFront treats 0 as "caching disabled" and then refuses the rest of the policy.
    maxTtl: Duration.seconds(Math.max(1, cacheSeconds + staleSeconds)),
    enableAcceptEncodingGzip: true,
    enableAcceptEncodingBrotli: true,
  });
}

/** Visitors' headers that the API gets. Without `Host`: API Gateway would look up another API by it. */
export function requestToApi(scope: Construct): OriginRequestPolicy {
  return new OriginRequestPolicy(scope, 'ApiRequest', {
    originRequestPolicyName: globalName(scope, 'ApiRequest'),
    comment: 'Headers and query of the visitor for the API',
    headerBehavior: OriginRequestHeaderBehavior.allowList(
      'CloudFront-Viewer-Address',
      'Content-Type',
      'Origin',
      // API Gateway recognizes a preflight by these.
      'Access-Control-Request-Method',
      'Access-Control-Request-Headers',
    ),
    queryStringBehavior: OriginRequestQueryStringBehavior.all(),
    cookieBehavior: OriginRequestCookieBehavior.none(),
  });
}
