import { StartError } from '../errors/start-error.ts';
import { type Assembly, resourcesOf } from './assembly.ts';
import { resolver } from './resolve.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-apigatewayv2-api-cors.html */
export interface CorsConfiguration {
  readonly AllowOrigins?: readonly string[];
  readonly AllowMethods?: readonly string[];
  readonly AllowHeaders?: readonly string[];
  readonly ExposeHeaders?: readonly string[];
  readonly AllowCredentials?: boolean;
  readonly MaxAge?: number;
}

/** Requests per second, and the largest burst. */
export interface ThrottleLimits {
  readonly rate: number;
  readonly burst: number;
}

export interface Route {
  /** `POST /v1/votes` or `$default`. */
  readonly key: string;
  /** The logical ID of the integrated function. */
  readonly functionName: string;
  /** API Gateway's time-out for the function. */
  readonly timeoutMs: number;
  readonly throttle: ThrottleLimits;
}

export interface HttpApi {
  readonly id: string;
  readonly cors: CorsConfiguration;
  readonly routes: readonly Route[];
  /** The route `$default`, which is one of `routes`. */
  readonly defaultRoute: Route;
}

interface RouteSettings {
  readonly ThrottlingRateLimit?: number;
  readonly ThrottlingBurstLimit?: number;
}

interface Stage {
  /** Settings of routes without their own. */
  readonly DefaultRouteSettings?: RouteSettings;
  readonly RouteSettings?: Readonly<Record<string, RouteSettings>>;
}

interface Integration {
  readonly IntegrationType: string;
  readonly IntegrationUri: string;
  readonly PayloadFormatVersion: string;
  readonly TimeoutInMillis?: number;
}

/**
 * The template's HTTP API.
 *
 * @throws {StartError} if there is not exactly one, or if `local/gateway/` does not emulate its CORS configuration, its
 *   routes (with `$default`, each with a throttle; no variables, no `OPTIONS`) or its integrations (only functions with
 *   payload format 2.0)
 */
export function httpApiOf(assembly: Assembly): HttpApi {
  const resolve = resolver(assembly);
  const resolved = (type: string) =>
    resourcesOf(assembly.template, type).map(([id, properties]) => [id, resolve(properties)] as const);

  const apis = resolved('AWS::ApiGatewayV2::Api') as [string, { CorsConfiguration?: CorsConfiguration }][];
  const [api] = apis;
  if (api === undefined || apis.length > 1)
    throw new StartError(`Expected one HTTP API in the template, found ${apis.length}.`);
  const cors = api[1].CorsConfiguration;
  if (cors?.AllowOrigins?.join() !== '*' || cors.AllowCredentials)
    throw new StartError('The local API supports CORS only for all origins without credentials.');

  const integrations = new Map(resolved('AWS::ApiGatewayV2::Integration') as [string, Integration][]);
  const given = resolved('AWS::ApiGatewayV2::Route') as [string, { RouteKey: string; Target: string }][];
  const [stage] = resourcesOf(assembly.template, 'AWS::ApiGatewayV2::Stage') as [string, Stage][];
  const routes = given.map(([, { RouteKey, Target }]) => ({
    ...route(RouteKey, integrations.get(Target.replace(/^integrations\//, ''))),
    throttle: throttleOf(RouteKey, stage?.[1]),
  }));
  const defaultRoute = routes.find(({ key }) => key === '$default');
  if (defaultRoute === undefined) throw new StartError('The HTTP API has no route $default.');
  return { id: api[0], cors, routes, defaultRoute };
}

function throttleOf(key: string, { RouteSettings = {}, DefaultRouteSettings = {} }: Stage = {}): ThrottleLimits {
  const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst } = RouteSettings[key] ?? DefaultRouteSettings;
  if (rate === undefined || burst === undefined) throw new StartError(`The route ${key} has no throttle.`);
  return { rate, burst };
}

function route(key: string, integration: Integration | undefined): Omit<Route, 'throttle'> {
  if (/^(ANY|OPTIONS) |\{/.test(key))
    throw new StartError(`The route ${key} needs a method other than OPTIONS, and a path without variables.`);
  const functionName = /:function:([^:]+)(?::\w+)?$/.exec(integration?.IntegrationUri ?? '')?.[1];
  if (
    functionName === undefined ||
    integration?.IntegrationType !== 'AWS_PROXY' ||
    integration.PayloadFormatVersion !== '2.0'
  ) {
    throw new StartError(`The route ${key} has no function integration with payload format 2.0.`);
  }
  // The maximum integration time-out of an HTTP API:
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
  return { key, functionName, timeoutMs: integration.TimeoutInMillis ?? 30_000 };
}
