import { StartError } from '../errors/start-error.ts';
import { type Assembly, resourcesOf } from './assembly.ts';
import { resolver } from './resolve.ts';

/** How an answer may be compressed, as in `Content-Encoding`. */
export type Encoding = 'br' | 'gzip';

/** The parts of the CDN's cache key, and the lifetimes of an answer in seconds. */
export interface CachePolicy {
  /** Whether the query is in the key. The path always is. */
  readonly hasQuery: boolean;
  /** Encodings of compressed answers; those that the viewer accepts are in the key too. */
  readonly encodings: readonly Encoding[];
  readonly minTtl: number;
  readonly defaultTtl: number;
  readonly maxTtl: number;
}

interface Properties {
  readonly CachePolicyConfig: {
    readonly MinTTL: number;
    readonly DefaultTTL: number;
    readonly MaxTTL: number;
    readonly ParametersInCacheKeyAndForwardedToOrigin: {
      readonly EnableAcceptEncodingBrotli?: boolean;
      readonly EnableAcceptEncodingGzip: boolean;
      readonly QueryStringsConfig: { readonly QueryStringBehavior: string };
      readonly HeadersConfig: { readonly HeaderBehavior: string };
      readonly CookiesConfig: { readonly CookieBehavior: string };
    };
  };
}

// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
const managed: Readonly<Record<string, CachePolicy>> = {
  /** CachingOptimized */
  '658327ea-f89d-4fab-a63d-7e88639e58f6': {
    hasQuery: false,
    encodings: ['br', 'gzip'],
    minTtl: 1,
    defaultTtl: 86_400,
    maxTtl: 31_536_000,
  },
  /** CachingDisabled */
  '4135ea2d-6df8-44a3-9df3-4b5a84be39ad': { hasQuery: false, encodings: [], minTtl: 0, defaultTtl: 0, maxTtl: 0 },
};

/** @throws {StartError} if the policy is unknown, or its key has headers, cookies, or only some query parameters */
export function cachePolicyOf(assembly: Assembly, id: unknown): CachePolicy {
  const name = resolver(assembly)(id) as string;
  if (name in managed) return managed[name] as CachePolicy;
  const policies = new Map(resourcesOf(assembly.template, 'AWS::CloudFront::CachePolicy'));
  const policy = policies.get(name) as Properties | undefined;
  if (policy === undefined) throw new StartError(`The cache policy ${name} is not in the template.`);
  const { CachePolicyConfig: config } = policy;
  const key = config.ParametersInCacheKeyAndForwardedToOrigin;
  const { QueryStringsConfig, HeadersConfig, CookiesConfig } = key;
  if (
    HeadersConfig.HeaderBehavior !== 'none' ||
    CookiesConfig.CookieBehavior !== 'none' ||
    !['none', 'all'].includes(QueryStringsConfig.QueryStringBehavior)
  ) {
    throw new StartError(
      `The cache policy ${name} uses headers, cookies or only some query parameters, which the local system does not support.`,
    );
  }
  return {
    hasQuery: QueryStringsConfig.QueryStringBehavior === 'all',
    encodings: [
      ...(key.EnableAcceptEncodingBrotli ? (['br'] as const) : []),
      ...(key.EnableAcceptEncodingGzip ? (['gzip'] as const) : []),
    ],
    minTtl: config.MinTTL,
    defaultTtl: config.DefaultTTL,
    maxTtl: config.MaxTTL,
  };
}
