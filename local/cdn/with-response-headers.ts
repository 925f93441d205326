import { headerOf } from '../http/headers.ts';
import type { HttpReply } from '../http/http-reply.ts';
import type { HttpRequest } from '../http/http-request.ts';
import type { AddedHeader, ResponseHeaders } from '../template/response-headers.ts';

/** The reply with the headers that the CDN's policy adds for this request. */
export function withResponseHeaders(
  policy: ResponseHeaders | undefined,
  { method, headers }: HttpRequest,
  reply: HttpReply,
): HttpReply {
  if (policy === undefined) return reply;
  const fromPage = headerOf(headers, 'origin') !== undefined;
  return add(reply, [
    ...policy.always,
    ...(fromPage ? policy.cors : []),
    ...(fromPage && method === 'OPTIONS' ? policy.preflight : []),
  ]);
}

function add(reply: HttpReply, added: readonly AddedHeader[]): HttpReply {
  const wins = added.filter(({ name, override }) => override || !reply.headers.some(([sent]) => sent === name));
  const kept = reply.headers.filter(([name]) => !wins.some((header) => header.name === name));
  return { ...reply, headers: [...kept, ...wins.map(({ name, value }) => [name, value] as const)] };
}
