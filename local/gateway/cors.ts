import type { CorsConfiguration } from '../template/http-api.ts';
import type { HttpReply } from './to-reply.ts';

type Headers = readonly (readonly [name: string, value: string])[];

/**
 * API Gateway's own answer to `OPTIONS`, or undefined if the API leaves it to its routes.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export function preflightReply(cors: CorsConfiguration | undefined, request: Headers): HttpReply | undefined {
  if (cors === undefined) return undefined;
  const origin = allowedOrigin(cors, valueOf(request, 'origin'));
  const asked = valueOf(request, 'access-control-request-method') !== undefined;
  return {
    status: 204,
    headers: origin !== undefined && asked ? preflightHeaders(cors, origin) : [],
    body: Buffer.of(),
  };
}

/** The reply with the API's CORS headers; a function's own are dropped if the API has any. */
export function withCors(cors: CorsConfiguration | undefined, request: Headers, reply: HttpReply): HttpReply {
  if (cors === undefined) return reply;
  const origin = allowedOrigin(cors, valueOf(request, 'origin'));
  const kept = reply.headers.filter(([name]) => !name.startsWith('access-control-'));
  if (origin === undefined) return { ...reply, headers: kept };
  return {
    ...reply,
    headers: [...kept, ...originHeaders(cors, origin), ...list('expose-headers', cors.ExposeHeaders)],
  };
}

function preflightHeaders(cors: CorsConfiguration, origin: string): Headers {
  return [
    ...originHeaders(cors, origin),
    ...list('allow-methods', cors.AllowMethods),
    ...list('allow-headers', cors.AllowHeaders),
    ...list('max-age', cors.MaxAge === undefined ? undefined : [String(cors.MaxAge)]),
  ];
}

function originHeaders(cors: CorsConfiguration, origin: string): Headers {
  return [
    ...list('allow-origin', [origin]),
    ...list('allow-credentials', cors.AllowCredentials ? ['true'] : undefined),
  ];
}

/** What to allow: `*`, or the very origin that the configuration names; undefined for strangers and for no CORS request. */
function allowedOrigin({ AllowOrigins = [] }: CorsConfiguration, origin: string | undefined): string | undefined {
  if (origin === undefined) return undefined;
  if (AllowOrigins.includes('*')) return '*';
  const scheme = `${origin.split(':')[0]}://*`;
  return AllowOrigins.includes(origin) || AllowOrigins.includes(scheme) ? origin : undefined;
}

function list(name: string, values: readonly string[] | undefined): Headers {
  return values === undefined || values.length === 0 ? [] : [[`access-control-${name}`, values.join(',')]];
}

function valueOf(headers: Headers, wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
}
