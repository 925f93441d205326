import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A runtime's response to an invocation: its result, or the error that it reports. */
export type Answer = { readonly result: unknown } | { readonly error: unknown };

interface Invocation {
  readonly id: string;
  readonly event: string;
  readonly settle: (answer: Answer) => void;
}

const PREFIX = '/2018-06-01/runtime';

/**
 * Lambda's runtime API for one function:
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export class RuntimeApi implements AsyncDisposable {
  readonly #waiting: Invocation[] = [];
  readonly #running = new Map<string, Invocation>();
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  #next: ServerResponse | undefined;
  #count = 0;
  /** Rejects with the initialization error, if the function reports one. */
  readonly failedToStart = Promise.withResolvers<never>();

  constructor() {
    // Marks the rejection as handled: callers may ignore it.
    this.failedToStart.promise.catch(() => undefined);
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Sends an event to the function as soon as it asks for the next invocation. */
  invoke(event: unknown): Promise<Answer> {
    const { promise, resolve } = Promise.withResolvers<Answer>();
    this.#waiting.push({ id: `request-${++this.#count}`, event: JSON.stringify(event), settle: resolve });
    this.#give();
    return Promise.race([promise, this.failedToStart.promise]);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').slice(PREFIX.length);
    if (request.method === 'GET' && path === '/invocation/next') {
      this.#next = response;
      this.#give();
      return;
    }
    const body = await read(request);
    const [, id = '', kind] = /^\/invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
    if (path === '/init/error') this.failedToStart.reject(new Error(`The function does not start: ${body}`));
    const value: unknown = body === '' ? null : JSON.parse(body);
    this.#running.get(id)?.settle(kind === 'response' ? { result: value } : { error: value });
    response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"OK"}');
  }

  #give(): void {
    if (this.#next === undefined) return;
    const invocation = this.#waiting.shift();
    if (invocation === undefined) return;
    this.#running.set(invocation.id, invocation);
    this.#next
      .writeHead(200, {
        'content-type': 'application/json',
        'lambda-runtime-aws-request-id': invocation.id,
        'lambda-runtime-deadline-ms': Date.now() + 10_000,
        'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:eu-west-1:000000000000:function:ratings',
        'lambda-runtime-trace-id': 'Root=1-00000000-000000000000000000000000;Sampled=0',
      })
      .end(invocation.event);
    this.#next = undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

async function read(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
