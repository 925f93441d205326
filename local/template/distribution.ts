import { StartError } from '../errors/start-error.ts';
import { type Assembly, resourcesOf } from './assembly.ts';
import { cachePolicyOf, type CachePolicy } from './cache-policy.ts';
import { resolver, type Resolve } from './resolve.ts';
import { responseHeadersOf, type ResponseHeaders } from './response-headers.ts';

/** Target of a behaviour's requests. */
export type Origin =
  | { readonly is: 'api'; readonly id: string; readonly headers: readonly (readonly [name: string, value: string])[] }
  | { readonly is: 'bucket'; readonly name: string };

/** The CDN's behaviour for requests with a matching path. */
export interface Behavior {
  /** A path; `*` at its end stands for any text. */
  readonly pathPattern: string;
  readonly methods: readonly string[];
  readonly origin: Origin;
  readonly cache: CachePolicy;
  /** The viewer's headers, in lower case, that are forwarded to the origin. */
  readonly forwardedHeaders: readonly string[];
  /** Whether the origin gets the query even if it is not in the cache key. */
  readonly forwardsQuery: boolean;
  readonly responseHeaders: ResponseHeaders | undefined;
  /** Whether cacheable answers are compressed. */
  readonly compress: boolean;
  /** The code of the viewer-request function. */
  readonly viewerRequest: string | undefined;
}

export interface Distribution {
  /** The default root object, e.g. `index.html`. */
  readonly rootObject: string;
  /** In matching order; the last one matches every path. */
  readonly behaviors: readonly Behavior[];
  /** Minimum seconds for which an answer with an error status is kept, by status. */
  readonly errorSeconds: ReadonlyMap<number, number>;
}

interface Config {
  readonly DefaultRootObject?: string;
  readonly DefaultCacheBehavior: CacheBehavior;
  readonly CacheBehaviors?: readonly (CacheBehavior & { readonly PathPattern: string })[];
  readonly Origins: readonly OriginConfig[];
  readonly CustomErrorResponses?: readonly { readonly ErrorCode: number; readonly ErrorCachingMinTTL?: number }[];
}

interface CacheBehavior {
  readonly TargetOriginId: string;
  readonly AllowedMethods: readonly string[];
  readonly CachePolicyId: unknown;
  readonly OriginRequestPolicyId?: unknown;
  readonly ResponseHeadersPolicyId?: unknown;
  readonly Compress?: boolean;
  readonly FunctionAssociations?: readonly { readonly EventType: string; readonly FunctionARN: unknown }[];
  readonly LambdaFunctionAssociations?: unknown;
}

interface OriginConfig {
  readonly Id: string;
  readonly DomainName: unknown;
  readonly OriginCustomHeaders?: readonly { readonly HeaderName: string; readonly HeaderValue: unknown }[];
}

interface EdgeFunction {
  readonly FunctionCode: string;
  readonly FunctionConfig: { readonly Runtime: string };
}

interface OriginRequestPolicy {
  readonly OriginRequestPolicyConfig: {
    readonly HeadersConfig: { readonly HeaderBehavior: string; readonly Headers?: readonly string[] };
    readonly QueryStringsConfig: { readonly QueryStringBehavior: string };
  };
}

/**
 * The template's distribution.
 *
 * @throws {StartError} if there is not exactly one, or if it uses a feature without a local counterpart
 */
export function distributionOf(assembly: Assembly): Distribution {
  const resolve = resolver(assembly);
  const distributions = resourcesOf(assembly.template, 'AWS::CloudFront::Distribution');
  const [distribution] = distributions;
  if (distribution === undefined || distributions.length > 1)
    throw new StartError(`Expected one distribution in the template, found ${distributions.length}.`);
  const config = distribution[1]['DistributionConfig'] as Config;
  const origins = new Map(config.Origins.map((origin) => [origin.Id, originOf(origin, resolve)]));

  const behavior = (pathPattern: string, given: CacheBehavior): Behavior => {
    const origin = origins.get(given.TargetOriginId);
    if (origin === undefined) throw new StartError(`The behaviour ${pathPattern} has no origin.`);
    if (/[?*]./.test(pathPattern) || pathPattern.endsWith('?'))
      throw new StartError(
        `The behaviour ${pathPattern} has a wildcard other than * at its end, which the local system does not support.`,
      );
    return {
      pathPattern,
      methods: given.AllowedMethods,
      origin,
      cache: cachePolicyOf(assembly, given.CachePolicyId),
      ...forwardedBy(assembly, given.OriginRequestPolicyId),
      responseHeaders: responseHeadersOf(assembly, given.ResponseHeadersPolicyId),
      compress: given.Compress ?? false,
      viewerRequest: viewerRequestOf(assembly, given),
    };
  };
  const errors = config.CustomErrorResponses ?? [];
  return {
    rootObject: config.DefaultRootObject ?? '',
    behaviors: [
      ...(config.CacheBehaviors ?? []).map((given) => behavior(given.PathPattern, given)),
      behavior('*', config.DefaultCacheBehavior),
    ],
    errorSeconds: new Map(errors.map(({ ErrorCode, ErrorCachingMinTTL = 10 }) => [ErrorCode, ErrorCachingMinTTL])),
  };
}

function viewerRequestOf(assembly: Assembly, given: CacheBehavior): string | undefined {
  const { FunctionAssociations: [association, ...others] = [], LambdaFunctionAssociations } = given;
  if (LambdaFunctionAssociations !== undefined || others.length > 0)
    throw new StartError('A behaviour has functions that the local system does not support.');
  if (association === undefined) return undefined;
  const name = /:function\/(\w+)$/.exec(resolver(assembly)(association.FunctionARN) as string)?.[1];
  const [, found] = resourcesOf(assembly.template, 'AWS::CloudFront::Function').find(([id]) => id === name) ?? [];
  const { FunctionCode, FunctionConfig } = (found ?? {}) as Partial<EdgeFunction>;
  if (association.EventType !== 'viewer-request' || FunctionConfig?.Runtime !== 'cloudfront-js-2.0')
    throw new StartError('A behaviour has a function other than a viewer-request function of runtime 2.0.');
  return FunctionCode;
}

function originOf({ DomainName, OriginCustomHeaders = [] }: OriginConfig, resolve: Resolve): Origin {
  const domain = resolve(DomainName) as string;
  const [name = ''] = domain.split('.');
  if (/^[^.]+\.execute-api\./.test(domain)) {
    const headers = OriginCustomHeaders.map(
      ({ HeaderName, HeaderValue }) => [HeaderName.toLowerCase(), resolve(HeaderValue) as string] as const,
    );
    return { is: 'api', id: name, headers };
  }
  if (/^[^.]+\.s3\./.test(domain)) return { is: 'bucket', name };
  throw new StartError(`The distribution has an origin, ${domain}, that is neither the API nor a bucket.`);
}

function forwardedBy(assembly: Assembly, id: unknown): Pick<Behavior, 'forwardedHeaders' | 'forwardsQuery'> {
  if (id === undefined) return { forwardedHeaders: [], forwardsQuery: false };
  const policies = new Map(resourcesOf(assembly.template, 'AWS::CloudFront::OriginRequestPolicy'));
  const policy = policies.get(resolver(assembly)(id) as string) as OriginRequestPolicy | undefined;
  if (policy === undefined) throw new StartError('An origin request policy is not in the template.');
  const { HeadersConfig, QueryStringsConfig } = policy.OriginRequestPolicyConfig;
  if (HeadersConfig.HeaderBehavior !== 'whitelist' || QueryStringsConfig.QueryStringBehavior !== 'all')
    throw new StartError(
      'The local system supports only origin request policies that forward listed headers and the whole query.',
    );
  return {
    forwardedHeaders: (HeadersConfig.Headers ?? []).map((name) => name.toLowerCase()),
    forwardsQuery: true,
  };
}
