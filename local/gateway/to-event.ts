import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { HttpRequest } from '../http/http-request.ts';

/** Data that API Gateway adds to the event. */
export interface RequestFacts {
  readonly apiId: string;
  readonly requestId: string;
  readonly time: Date;
}

/**
 * The event of payload format 2.0 that API Gateway makes of a request.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function toEvent(request: HttpRequest, routeKey: string, facts: RequestFacts): APIGatewayProxyEventV2 {
  const { cookie, ...headers } = joinHeaders(request);
  const host = headers['host'] ?? '';
  const rawPath = decodePath(request.target) ?? '';
  const rawQueryString = queryOf(request.target);
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString,
    ...(cookie !== undefined && { cookies: cookie.split(/; */) }),
    headers,
    ...(rawQueryString !== '' && { queryStringParameters: joinParameters(rawQueryString) }),
    requestContext: {
      accountId: 'anonymous',
      apiId: facts.apiId,
      domainName: host,
      domainPrefix: host.split('.')[0] ?? '',
      http: {
        method: request.method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: facts.requestId,
      routeKey,
      stage: '$default',
      time: commonLogTime(facts.time),
      timeEpoch: facts.time.getTime(),
    },
    ...bodyOf(request.body, headers['content-type']),
  };
}

/**
 * The path for functions and routes, or undefined if its percent-encoding is not valid. API Gateway decodes the path,
 * and cuts it at an encoded question mark: https://github.com/middleapi/standard-server/pull/93
 */
export function decodePath(target: string): string | undefined {
  try {
    return decodeURIComponent(target.split('?')[0] ?? '').split('?')[0];
  } catch {
    return undefined;
  }
}

function queryOf(target: string): string {
  const start = target.indexOf('?');
  return start < 0 ? '' : target.slice(start + 1);
}

function joinHeaders({ headers, sourceIp }: HttpRequest): Record<string, string> {
  const forwarded = [['x-forwarded-for', sourceIp] as const, ['x-forwarded-proto', 'http'] as const];
  return join([...headers, ...forwarded].map(([name, value]) => [name.toLowerCase(), value]));
}

function joinParameters(query: string): Record<string, string> {
  return join([...new URLSearchParams(query)]);
}

/** Joins the values of each name with commas, and cookies with semicolons, as browsers send them. */
function join(pairs: (readonly [name: string, value: string])[]): Record<string, string> {
  const joined = new Map<string, string>();
  for (const [name, value] of pairs) {
    const before = joined.get(name);
    joined.set(name, before === undefined ? value : before + (name === 'cookie' ? '; ' : ',') + value);
  }
  return Object.fromEntries(joined);
}

// Measured on AWS, whose documentation does not list them: https://github.com/ministackorg/ministack/pull/766.
// A body without a content type is binary, and so is a form.
const textTypes = /^\s*(text\/|application\/(json|xml|javascript)\s*(;|$))/i;

function bodyOf(body: Buffer, contentType = ''): { body?: string; isBase64Encoded: boolean } {
  if (body.length === 0) return { isBase64Encoded: false };
  const isBase64Encoded = !textTypes.test(contentType);
  return { body: body.toString(isBase64Encoded ? 'base64' : 'utf8'), isBase64Encoded };
}

/** `12/Mar/2020:19:03:58 +0000` */
function commonLogTime(time: Date): string {
  const [, day, month, year, clock] = /^\w+, (\d+) (\w+) (\d+) (\S+)/.exec(time.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${clock} +0000`;
}
