import { headerOf } from '../http/headers.ts';
import type { HttpReply } from '../http/http-reply.ts';
import type { HttpRequest } from '../http/http-request.ts';

/** Replaces a reply that the viewer already has with a 304 (RFC 9110 section 13.1.2, weak comparison). */
export function orNotModified(
  { method, headers }: Pick<HttpRequest, 'method' | 'headers'>,
  reply: HttpReply,
): HttpReply {
  const tag = headerOf(reply.headers, 'etag');
  // Several lines are one list (RFC 9110 section 5.3).
  const lines = headers.filter(([name]) => name.toLowerCase() === 'if-none-match').map(([, value]) => value);
  const known = lines.join(',');
  if (reply.status !== 200 || tag === undefined || lines.length === 0) return reply;
  if (method !== 'GET' && method !== 'HEAD') return reply;
  const opaque = (text: string) => text.trim().replace(/^W\//, '');
  if (known.trim() !== '*' && !known.split(',').some((one) => opaque(one) === opaque(tag))) return reply;
  return { status: 304, headers: reply.headers.filter(([name]) => !name.startsWith('content-')), body: Buffer.of() };
}
