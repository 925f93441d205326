import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fault, Weather } from './weather.ts';

/** Milliseconds. `late` exceeds the functions' time-out of a call, `very-late` the deadline of a request. */
const LATE = { late: 1300, 'very-late': 7000 };

export interface ChaosProxy extends AsyncDisposable {
  /** Endpoint of the database for the functions. */
  readonly endpoint: string;
  /** Number of calls that met each fault. */
  readonly faults: ReadonlyMap<Fault, number>;
  /** Resolves when every call in flight has arrived. */
  arrived(): Promise<void>;
  /** Drops every call in flight: docs/engines.md says why a restarted engine must not receive them. */
  dropLateCalls(): void;
}

/** Simulates a bad network between the functions and the database at `target`, e.g. `http://127.0.0.1:8000`. */
export async function startChaosProxy(target: string, weather: Weather): Promise<ChaosProxy> {
  const faults = new Map<Fault, number>();
  const agent = new Agent({ keepAlive: true });
  let generation = 0;
  const passing = new Set<Promise<void>>();
  const server = createServer((call, answer) => {
    const fault = faultFor(call, weather);
    if (fault !== undefined) faults.set(fault, (faults.get(fault) ?? 0) + 1);
    // A failure means a dead database or a caller that gave up: either way there is no one to answer.
    const born = generation;
    const passage = pass({ target, agent, call, answer, fault, lost: () => born !== generation })
      .catch(() => void answer.destroy())
      .finally(() => passing.delete(passage));
    passing.add(passage);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults,
    arrived: async () => {
      while (passing.size > 0) await Promise.all(passing);
    },
    dropLateCalls: () => void generation++,
    [Symbol.asyncDispose]: async () => {
      agent.destroy();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function faultFor({ headers }: IncomingMessage, weather: Weather): Fault | undefined {
  const fault = weather.next();
  const transaction = String(headers['x-amz-target']).endsWith('TransactWriteItems');
  return fault === 'conflict' && !transaction ? 'throttle' : fault;
}

interface Passage {
  readonly target: string;
  readonly agent: Agent;
  readonly call: IncomingMessage;
  readonly answer: ServerResponse;
  readonly fault: Fault | undefined;
  readonly lost: () => boolean;
}

async function pass({ target, agent, call, answer, fault, lost }: Passage): Promise<void> {
  const body = await buffer(call);
  if (fault === 'reset') return void answer.destroy();
  if (fault === 'conflict') return refuse(answer, 400, 'TransactionCanceledException', CONFLICT);
  if (fault === 'throttle') return refuse(answer, 400, 'ProvisionedThroughputExceededException');
  if (fault === 'late' || fault === 'very-late') await delay(LATE[fault]);
  if (lost()) return;
  const reply = await forward(target, agent, call.headers, body);
  if (fault === 'no-answer' || fault === 'late' || fault === 'very-late') return;
  if (fault === 'server-error') return refuse(answer, 500, 'InternalServerError');
  answer.writeHead(reply.status, reply.headers);
  if (fault !== 'cut-answer') return void answer.end(reply.body);
  answer.write(reply.body.subarray(0, reply.body.length / 2), () => answer.destroy());
}

const CONFLICT = { CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }] };

function refuse(answer: ServerResponse, status: number, type: string, members = {}): void {
  const body = { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: `${type} by the fault test`, ...members };
  answer.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
}

async function forward(target: string, agent: Agent, headers: IncomingHttpHeaders, body: Buffer) {
  const passed = request(target, { method: 'POST', headers, agent });
  passed.end(body);
  const [reply] = (await once(passed, 'response')) as [IncomingMessage];
  // The proxy's own connection sets the length; the checksum stays valid.
  const { 'content-length': length, 'x-amz-crc32': crc32, 'x-amzn-requestid': requestId } = reply.headers;
  return {
    status: reply.statusCode ?? 500,
    headers: { 'content-length': length, 'x-amz-crc32': crc32, 'x-amzn-requestid': requestId },
    body: await buffer(reply),
  };
}
