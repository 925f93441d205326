import type { HttpReply } from '../http/http-reply.ts';
import { internalServerError } from '../http/message-reply.ts';

interface Structured {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * The response that API Gateway makes of a function's result in payload format 2.0. API Gateway also accepts a result
 * without `statusCode` as the body of a 200, a status as text, and a body in base64. Here, such results are errors: our
 * functions return none.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function toReply(result: unknown): HttpReply {
  if (!isStructured(result)) return internalServerError;
  const { statusCode, headers = {}, body = '' } = result;
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    status: statusCode,
    headers: [
      ...(named.some(([name]) => name === 'content-type')
        ? []
        : [['content-type', 'text/plain;charset=UTF-8'] as const]),
      ...named,
    ],
    body: Buffer.from(body),
  };
}

function isStructured(result: unknown): result is Structured {
  const { statusCode, body = '', isBase64Encoded = false } = (result ?? {}) as Record<string, unknown>;
  const isStatus = Number.isInteger(statusCode) && Number(statusCode) >= 100 && Number(statusCode) <= 599;
  return isStatus && typeof body === 'string' && !isBase64Encoded;
}
