import { headerOf, type HttpHeaders } from '../http/headers.ts';
import type { HttpReply } from '../http/http-reply.ts';
import type { CorsConfiguration } from '../template/http-api.ts';

/**
 * API Gateway's own answer to `OPTIONS`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export function preflightReply(cors: CorsConfiguration, request: HttpHeaders): HttpReply {
  const isPreflight = isCors(request) && headerOf(request, 'access-control-request-method') !== undefined;
  return { status: 204, headers: isPreflight ? preflightHeaders(cors) : [], body: Buffer.of() };
}

/** The reply with the API's CORS headers, which replace the function's own. */
export function withCors(cors: CorsConfiguration, request: HttpHeaders, reply: HttpReply): HttpReply {
  const kept = reply.headers.filter(([name]) => !name.startsWith('access-control-'));
  if (!isCors(request)) return { ...reply, headers: kept };
  return { ...reply, headers: [...kept, anyOrigin, ...list('expose-headers', cors.ExposeHeaders)] };
}

const anyOrigin = ['access-control-allow-origin', '*'] as const;

function preflightHeaders(cors: CorsConfiguration): HttpHeaders {
  return [
    anyOrigin,
    ...list('allow-methods', cors.AllowMethods),
    ...list('allow-headers', cors.AllowHeaders),
    ...list('max-age', cors.MaxAge === undefined ? undefined : [String(cors.MaxAge)]),
  ];
}

function isCors(request: HttpHeaders): boolean {
  return headerOf(request, 'origin') !== undefined;
}

function list(name: string, values: readonly string[] | undefined): HttpHeaders {
  return values === undefined || values.length === 0 ? [] : [[`access-control-${name}`, values.join(',')]];
}
