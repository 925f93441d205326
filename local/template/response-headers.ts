import { StartError } from '../errors/start-error.ts';
import { type Assembly, resourcesOf } from './assembly.ts';
import { resolver } from './resolve.ts';

export interface AddedHeader {
  /** In lower case. */
  readonly name: string;
  readonly value: string;
  /** Whether it replaces the origin's header. */
  readonly override: boolean;
}

/** Headers that the CDN adds to answers. */
export interface ResponseHeaders {
  readonly always: readonly AddedHeader[];
  /** Added for requests with an `Origin` header. */
  readonly cors: readonly AddedHeader[];
  /** Added also for preflight requests. */
  readonly preflight: readonly AddedHeader[];
}

interface Overriding {
  readonly Override: boolean;
}

interface Config {
  readonly CorsConfig?: {
    readonly AccessControlAllowOrigins: { readonly Items: readonly string[] };
    readonly AccessControlAllowMethods: { readonly Items: readonly string[] };
    readonly AccessControlAllowHeaders: { readonly Items: readonly string[] };
    readonly AccessControlExposeHeaders?: { readonly Items: readonly string[] };
    readonly AccessControlMaxAgeSec?: number;
    readonly OriginOverride: boolean;
  };
  readonly CustomHeadersConfig?: { readonly Items: readonly (Overriding & { Header: string; Value: string })[] };
  readonly SecurityHeadersConfig?: {
    readonly ContentSecurityPolicy?: Overriding & { readonly ContentSecurityPolicy: string };
    readonly ContentTypeOptions?: Overriding;
    readonly FrameOptions?: Overriding & { readonly FrameOption: string };
    readonly ReferrerPolicy?: Overriding & { readonly ReferrerPolicy: string };
    readonly StrictTransportSecurity?: Overriding & { readonly AccessControlMaxAgeSec: number };
  };
}

/** @throws {StartError} if the policy is not in the template, or allows only certain origins */
export function responseHeadersOf(assembly: Assembly, id: unknown): ResponseHeaders | undefined {
  if (id === undefined) return undefined;
  const policies = new Map(resourcesOf(assembly.template, 'AWS::CloudFront::ResponseHeadersPolicy'));
  const policy = policies.get(resolver(assembly)(id) as string);
  if (policy === undefined) throw new StartError('A response headers policy is not in the template.');
  const config = policy['ResponseHeadersPolicyConfig'] as Config;
  return { always: [...security(config), ...custom(config)], ...crossOrigin(config) };
}

function security({ SecurityHeadersConfig: config = {} }: Config): AddedHeader[] {
  const header = (name: string, given: Overriding | undefined, value: string | undefined): AddedHeader[] =>
    given === undefined || value === undefined ? [] : [{ name, value, override: given.Override }];
  const { ContentSecurityPolicy: csp, FrameOptions: frame, ReferrerPolicy: referrer } = config;
  const { ContentTypeOptions: type, StrictTransportSecurity: transport } = config;
  return [
    ...header('content-security-policy', csp, csp?.ContentSecurityPolicy),
    ...header('x-content-type-options', type, 'nosniff'),
    ...header('x-frame-options', frame, frame?.FrameOption),
    ...header('referrer-policy', referrer, referrer?.ReferrerPolicy),
    ...header('strict-transport-security', transport, `max-age=${transport?.AccessControlMaxAgeSec}`),
  ];
}

function custom({ CustomHeadersConfig }: Config): AddedHeader[] {
  return (CustomHeadersConfig?.Items ?? []).map(({ Header, Value, Override }) => ({
    name: Header.toLowerCase(),
    value: Value,
    override: Override,
  }));
}

function crossOrigin({ CorsConfig: config }: Config): Pick<ResponseHeaders, 'cors' | 'preflight'> {
  if (config === undefined) return { cors: [], preflight: [] };
  if (config.AccessControlAllowOrigins.Items.join() !== '*')
    throw new StartError(
      'A response headers policy allows only certain origins, which the local system does not support.',
    );
  const header = (name: string, value: string | undefined): AddedHeader[] =>
    value === undefined ? [] : [{ name: `access-control-${name}`, value, override: config.OriginOverride }];
  return {
    cors: [
      ...header('allow-origin', '*'),
      ...header('expose-headers', config.AccessControlExposeHeaders?.Items.join(', ')),
    ],
    preflight: [
      ...header('allow-methods', config.AccessControlAllowMethods.Items.join(', ')),
      ...header('allow-headers', config.AccessControlAllowHeaders.Items.join(', ')),
      ...header('max-age', config.AccessControlMaxAgeSec?.toString()),
    ],
  };
}
