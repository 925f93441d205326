import type { APIGatewayProxyEventV2 } from 'aws-lambda';

interface Request {
  readonly method?: string;
  readonly path?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly body?: string;
  readonly base64?: boolean;
  readonly routed?: boolean;
}

/**
 * An HTTP API event in payload format 2.0, with every field of the example in
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html.
 */
export function documentedEvent(secret: string, request: Request): APIGatewayProxyEventV2 {
  const { method = 'GET', path = '/v1/ratings', query = '', body, base64 = false, cookies, routed = true } = request;
  const routeKey = routed ? `${method} ${path}` : '$default';
  const parameters = new URLSearchParams(query);
  const queryStringParameters = Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name).join(',')]),
  );
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: query,
    ...(cookies && { cookies: [...cookies] }),
    headers: {
      'content-length': String(body?.length ?? 0),
      'cloudfront-viewer-address': '198.51.100.7:46532',
      host: 'id.execute-api.us-east-1.amazonaws.com',
      'x-amzn-trace-id': 'Root=1-67291dbc-7f0e1f5f1cbe2a1c4b1f0d5e',
      'x-forwarded-for': '198.51.100.7, 130.176.1.2',
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
      'x-origin-verify': secret,
      ...request.headers,
    },
    ...(query !== '' && { queryStringParameters }),
    requestContext: {
      accountId: '123456789012',
      apiId: 'id',
      domainName: 'id.execute-api.us-east-1.amazonaws.com',
      domainPrefix: 'id',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '130.176.1.2', userAgent: 'Amazon CloudFront' },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey,
      stage: '$default',
      time: '12/Mar/2026:19:03:58 +0000',
      timeEpoch: 1_773_342_238_000,
    },
    ...(body !== undefined && { body: base64 ? Buffer.from(body).toString('base64') : body }),
    isBase64Encoded: base64,
  };
}
