import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { BodyTooLarge, MalformedJson } from '../domain/errors.ts';

const MAX_BYTES = 4096;

/**
 * The body as a JSON object, whatever its content type: a page that sends `text/plain` avoids the CORS preflight.
 * @throws BodyTooLarge, MalformedJson
 */
export function parseJsonBody({ body = '', isBase64Encoded }: APIGatewayProxyEventV2): Record<string, unknown> {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > MAX_BYTES) throw new BodyTooLarge(MAX_BYTES);
  const value = parse(bytes);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new MalformedJson();
  return value as Record<string, unknown>;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new MalformedJson({ cause });
  }
}
