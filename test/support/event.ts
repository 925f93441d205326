import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** An HTTP API event (payload format 2.0) with the given fields, otherwise that of a plain GET. */
export function httpEvent(part: Partial<APIGatewayProxyEventV2> = {}): APIGatewayProxyEventV2 {
  return {
    version: '2.0',
    routeKey: 'GET /v1/ratings',
    rawPath: '/v1/ratings',
    rawQueryString: '',
    headers: {},
    isBase64Encoded: false,
    ...part,
    requestContext: {
      accountId: 'anonymous',
      apiId: 'api',
      domainName: 'localhost',
      domainPrefix: 'localhost',
      http: { method: 'GET', path: '/v1/ratings', protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'request-1',
      routeKey: '$default',
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
  };
}
