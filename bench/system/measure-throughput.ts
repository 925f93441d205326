import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Api } from '../../test/support/api.ts';
import { inFlight } from '../../test/support/in-flight.ts';
import { startSystem } from '../../test/support/system.ts';
import type { Row } from '../results/row.ts';
import { median, spread, timed } from '../results/statistics.ts';

const RUNS = 3;

/**
 * Votes and reads per second through the local system: HTTP, routing, function and engine on the same cores as this
 * client. Each run starts a new system and accepts only answers with 200.
 */
export async function measureThroughput(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const limit of [1, 8, 64]) {
    const votes: number[] = [];
    const reads: number[] = [];
    const trivial: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const system = await startSystem();
      const count = limit === 1 ? 500 : 2000;
      await perSecond(limit, 200, (index) => system.api.vote('warm', `voter-warming-up-${index}`, 5));
      votes.push(await perSecond(limit, count, (index) => system.api.vote('hot', `voter-of-bench-${index}`, 4)));
      reads.push(await perSecond(limit, count, () => system.api.ratings(['hot'])));
      const summary = await system.api.summary('hot');
      if (summary.count !== count)
        throw new Error(`${count} votes were answered 200, but the tally is ${summary.count}.`);
      await system.stop();
      trivial.push(await trivialServer((api) => perSecond(limit, count, () => api.request('/'))));
    }
    const row = (what: string, values: number[]): Row => ({
      group: 'throughput',
      what: `through the system: ${what}, ${limit} in flight`,
      value: median(values),
      spread: spread(values),
      unit: 'a second',
      floor: { what: 'trivial node:http server', value: median(trivial) },
      ratio: median(values.map((value, run) => value / (trivial[run] as number))),
    });
    rows.push({ ...row('votes', votes), ...(limit === 8 && { goal: { atLeast: 0.06 } }) }, row('reads', reads));
  }
  return rows;
}

/** Runs `work` against a server that answers each request with the same few bytes. */
async function trivialServer<T>(work: (api: Api) => Promise<T>): Promise<T> {
  const server = createServer((_, response) => response.end('{"ratings":[{"average":4,"count":1}]}'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await work(new Api(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function perSecond(
  limit: number,
  count: number,
  call: (index: number) => Promise<{ status: number }>,
): Promise<number> {
  const ms = await timed(async () => {
    const tasks = Array.from({ length: count }, (_, index) => () => call(index));
    const answers = await inFlight(limit, tasks);
    const refused = answers.filter(({ status }) => status !== 200).length;
    if (refused > 0) throw new Error(`${refused} of ${count} requests were not answered 200.`);
  });
  return (count / ms) * 1000;
}
