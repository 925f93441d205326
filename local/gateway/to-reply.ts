import type { HttpReply } from '../http/http-reply.ts';
import { internalServerError } from '../http/message-reply.ts';

interface Structured {
  readonly statusCode: unknown;
  readonly headers?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: unknown;
  readonly isBase64Encoded?: boolean;
}

/**
 * The response that API Gateway makes of a function's result in payload format 2.0. API Gateway treats a result without
 * `statusCode` as the body of a 200. Here, such a result is an error: our functions always set the status.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function toReply(result: unknown): HttpReply {
  if (!isStructured(result)) return internalServerError;
  const { statusCode, headers = {}, body = '', isBase64Encoded = false } = result;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599 || typeof body !== 'string') return internalServerError;
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
  return {
    status,
    headers: [
      ...(named.some(([name]) => name === 'content-type')
        ? []
        : [['content-type', 'text/plain;charset=UTF-8'] as const]),
      ...named,
    ],
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  };
}

function isStructured(result: unknown): result is Structured {
  return typeof result === 'object' && result !== null && 'statusCode' in result;
}
