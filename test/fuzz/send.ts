import { once } from 'node:events';
import { request } from 'node:http';
import type { Agent, IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { FuzzRequest } from './grammar.ts';

export interface FuzzAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/** Sends exactly these bytes; `fetch` would normalize them. */
export async function send(
  url: string,
  agent: Agent,
  { method, target, headers, body }: FuzzRequest,
): Promise<FuzzAnswer> {
  const { hostname, port } = new URL(url);
  const sends = method !== 'GET' && method !== 'HEAD';
  const length = sends ? { 'content-length': String(body.length) } : {};
  const sent = request({ hostname, port, agent, method, path: target, headers: { ...headers, ...length } });
  sent.end(sends ? body : undefined);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const received = Object.entries(answer.headers).map(([name, value]) => [name, String(value)] as const);
  return { status: answer.statusCode ?? 0, headers: received, body: await text(answer) };
}
