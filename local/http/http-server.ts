import { once } from 'node:events';
import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { StartError } from '../errors/start-error.ts';
import type { HttpReply } from './http-reply.ts';
import type { HttpRequest } from './http-request.ts';
import { internalServerError } from './message-reply.ts';
import { readBody } from './read-body.ts';

export interface HttpServer extends AsyncDisposable {
  /** E.g. `http://127.0.0.1:8787`. */
  readonly url: string;
}

export interface HttpLimits {
  /** Limit of a body, in bytes; a longer one is discarded. */
  readonly bodyBytes: number;
  /** Limit of the request line and all headers together, in bytes. */
  readonly headerBytes: number;
  /** Status for a request over `headerBytes`. */
  readonly headerStatus: number;
}

export type Respond = (request: HttpRequest, requestId: string) => Promise<HttpReply>;

/** Milliseconds for which an idle connection stays open. */
const KEPT_MS = 120_000;

/**
 * Listens on 127.0.0.1 and writes a line per request to `log`: method, path and query, status, milliseconds.
 *
 * @param port 0 for any free port
 * @throws {StartError} if the port is not available
 */
export async function listen(
  port: number,
  respond: Respond,
  log: (line: string) => void,
  limits: HttpLimits,
): Promise<HttpServer> {
  const underWay = new Set<Promise<void>>();
  const server = createServer({ maxHeaderSize: limits.headerBytes }, (request, response) => {
    const answered = answer(request, response, respond, log, limits.bodyBytes);
    underWay.add(answered);
    void answered.finally(() => underWay.delete(answered));
  });
  // A client on a busy machine may send on a connection that is being closed, which fails: close idle ones late.
  server.keepAliveTimeout = KEPT_MS;
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable) return;
    const status = error.code === 'HPE_HEADER_OVERFLOW' ? limits.headerStatus : 400;
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
  });
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    throw portError(port, error as NodeJS.ErrnoException);
  }
  let closed: Promise<void> | undefined;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () => (closed ??= close(server, underWay)),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  respond: Respond,
  log: (line: string) => void,
  bodyBytes: number,
): Promise<void> {
  const began = performance.now();
  const requestId = randomUUID();
  const { method = '' } = request;
  const target = originForm(request.url ?? '');
  response.on('close', () => {
    const status = response.writableFinished ? response.statusCode : 'aborted';
    log(`${method} ${target} ${status} ${Math.round(performance.now() - began)} ms`);
  });
  try {
    const body = await readBody(request, bodyBytes);
    const given = body === undefined ? { body: Buffer.of(), bodyCut: true } : { body };
    const headers = pairs(request.rawHeaders);
    write(response, await respond({ method, target, headers, ...given, ...sourceOf(request) }, requestId));
  } catch (error) {
    // The client disconnected, or a function set a header that is not valid in HTTP.
    if (response.destroyed || response.headersSent) return;
    log(String(error));
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    write(response, internalServerError);
  }
}

function write(response: ServerResponse, { status, headers, body }: HttpReply): void {
  for (const [name, value] of headers) if (name !== 'content-length') response.appendHeader(name, value);
  if (status !== 204 && status !== 304) response.setHeader('content-length', body.length);
  response.writeHead(status).end(body);
}

/** Gives requests under way two seconds to finish, then closes their connections. */
async function close(server: Server, underWay: ReadonlySet<Promise<void>>): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  const { promise: enough, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, 2_000);
  await Promise.race([Promise.all(underWay), enough]);
  clearTimeout(timer);
  server.closeAllConnections();
  await closed;
}

function portError(port: number, error: NodeJS.ErrnoException): Error {
  if (error.code === 'EADDRINUSE') {
    return new StartError(
      `Port ${port} is in use: stop the process that uses it, or set PORT to another port (0 for any free one).`,
    );
  }
  if (error.code === 'EACCES')
    return new StartError(`You have no permission to listen on port ${port}: set PORT to another port.`);
  return error;
}

/** The path and query of a request target. Servers must accept targets in absolute form (RFC 9112 section 3.2.2). */
function originForm(target: string): string {
  const rest = /^https?:\/\/[^/?#]*(.*)$/i.exec(target)?.[1];
  if (rest === undefined) return target;
  return rest.startsWith('/') ? rest : `/${rest}`;
}

function pairs(raw: readonly string[]): [string, string][] {
  return Array.from({ length: raw.length / 2 }, (_, index) => [raw[2 * index] ?? '', raw[2 * index + 1] ?? '']);
}

function sourceOf({ socket }: IncomingMessage): Pick<HttpRequest, 'sourceIp' | 'sourcePort'> {
  return { sourceIp: socket.remoteAddress ?? '127.0.0.1', sourcePort: socket.remotePort };
}
