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

/** The answer to a read depends on its articles, all that the function leaves of the query, and on nothing else; how long it may be kept, it says itself. */
export function readCache(scope: Construct, { cacheSeconds, staleSeconds }: Lifetimes): CachePolicy {
  return new CachePolicy(scope, 'RatingsCache', {
    cachePolicyName: globalName(scope, 'RatingsCache'),
    comment: 'Summaries of articles, by articleId',
    // Whether an allow list lets a repeated parameter pass is documented nowhere.
    queryStringBehavior: CacheQueryStringBehavior.all(),
    headerBehavior: CacheHeaderBehavior.none(),
    cookieBehavior: CacheCookieBehavior.none(),
    minTtl: Duration.seconds(0),
    defaultTtl: Duration.seconds(cacheSeconds),
    // CloudFront takes 0 for "caching is off" and then refuses the rest of the policy.
    maxTtl: Duration.seconds(Math.max(1, cacheSeconds + staleSeconds)),
    enableAcceptEncodingGzip: true,
    enableAcceptEncodingBrotli: true,
  });
}

/** Not `Host`: API Gateway would use it to find another API. */
export function requestToApi(scope: Construct): OriginRequestPolicy {
  return new OriginRequestPolicy(scope, 'ApiRequest', {
    originRequestPolicyName: globalName(scope, 'ApiRequest'),
    comment: 'Data of the visitor for the API',
    headerBehavior: OriginRequestHeaderBehavior.allowList(
      'CloudFront-Viewer-Address',
      'Content-Type',
      'Origin',
      // These mark a preflight for API Gateway.
      'Access-Control-Request-Method',
      'Access-Control-Request-Headers',
    ),
    queryStringBehavior: OriginRequestQueryStringBehavior.all(),
    cookieBehavior: OriginRequestCookieBehavior.none(),
  });
}
