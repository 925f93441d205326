import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A received call. */
export interface ReceivedCall {
  /** E.g. `TransactWriteItems`. */
  readonly operation: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
}

/**
 * The reply to a call: a response in DynamoDB's format; half a response, after which the connection closes (`cut`) or
 * stays open (`stall`); or no response (`silence`).
 */
export type Reply = { readonly status: number; readonly body: object | null } | 'cut' | 'stall' | 'silence';

/** A server with DynamoDB's protocol and scripted replies, so that tests can cause any failure. */
export interface ScriptedDynamoDB extends AsyncDisposable {
  readonly endpoint: string;
  readonly calls: ReceivedCall[];
  /** Replies to the next calls of this operation, one each. All other calls succeed. */
  reply(operation: string, ...replies: Reply[]): void;
}

const SUCCESS: Record<string, object> = {
  Query: { Items: [{ pk: { S: 'ARTICLE#a' }, sk: { S: 'TALLY#00' }, s4: { N: '1' } }], Count: 1, ScannedCount: 1 },
};

export async function startScriptedDynamoDB(): Promise<ScriptedDynamoDB> {
  const calls: ReceivedCall[] = [];
  const scripts = new Map<string, Reply[]>();
  const server = createServer((request, response) => {
    void (async () => {
      const operation = String(request.headers['x-amz-target']).replace(/^.*\./, '');
      calls.push({ operation, headers: request.headers, body: (await json(request)) as Record<string, unknown> });
      const reply = scripts.get(operation)?.shift() ?? { status: 200, body: SUCCESS[operation] ?? {} };
      if (reply === 'silence') return;
      if (reply === 'cut' || reply === 'stall') {
        const sent = () => reply === 'cut' && response.destroy();
        response
          .writeHead(200, { 'content-type': 'application/x-amz-json-1.0', 'content-length': 1000 })
          .write('{"It', sent);
        return;
      }
      response
        .writeHead(reply.status, { 'content-type': 'application/x-amz-json-1.0' })
        .end(JSON.stringify(reply.body));
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    reply: (operation, ...replies) => void scripts.set(operation, replies),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A reply with an error in DynamoDB's format. */
export function failure(type: string, members: object = {}, status = 400): Reply {
  return { status, body: { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: `${type}.`, ...members } };
}
