import { setTimeout as sleep } from 'node:timers/promises';
import { inFlight } from '../../test/support/in-flight.ts';
import { startSystem } from '../../test/support/system.ts';
import type { System } from '../../test/support/system.ts';
import type { Row } from '../results/row.ts';
import { quantile, timed } from '../results/statistics.ts';

const SECONDS = 8;
/** Seconds at the start of a crowd that are not counted. */
const SETTLING = 3;

/** Sends a crowd's votes on one article to the local system, without its throttles, up to five times as many as it can record. */
export async function measureOverloadedSystem(): Promise<Row[]> {
  await using system = await startSystem();
  const capacity = await perSecond(system);
  const rows: Row[] = [];
  for (const times of [1, 2, 5]) {
    const { recorded, refusedP99 } = await sendCrowd(system, times * capacity, `crowd-${times}`);
    const what = `votes on one article, local system, offered ${times} × its throughput with 64 in flight`;
    rows.push(
      {
        what: `${what}: recorded`,
        value: recorded,
        unit: 'a second',
        floor: { what: '64 in flight', value: capacity },
        ratio: recorded / capacity,
        goal: { atLeast: 0.5 },
      },
      { what: `${what}: other answers, p99`, value: refusedP99, unit: 'ms' },
    );
  }
  return rows.map((row) => ({ group: 'overload', ...row }));
}

async function perSecond({ api }: System): Promise<number> {
  const votes = (count: number, prefix: string) =>
    Array.from({ length: count }, (_, index) => () => api.vote('capacity', `voter-${prefix}-${index}`, 4));
  await inFlight(64, votes(500, 'of-the-warm-up'));
  const count = 2000;
  return (count / (await timed(() => inFlight(64, votes(count, 'of-the-capacity'))))) * 1000;
}

/** Sends votes at this rate without waiting for answers. */
async function sendCrowd({ url }: System, rate: number, articleId: string) {
  const [start, others] = [performance.now(), [] as number[]];
  let recorded = 0;
  const vote = async (index: number) => {
    const sent = performance.now();
    const body = JSON.stringify({ articleId, rating: 4, voterId: `voter-of-the-crowd-${index}` });
    const status = await statusOf(fetch(`${url}/v1/votes`, { method: 'POST', body }));
    const now = performance.now();
    if (status !== 200) others.push(now - sent);
    else if (now - start >= SETTLING * 1000 && now - start < SECONDS * 1000) recorded++;
  };
  const votes: Promise<void>[] = [];
  for (;;) {
    const elapsed = performance.now() - start;
    if (elapsed >= SECONDS * 1000) break;
    while (votes.length < (elapsed / 1000) * rate) votes.push(vote(votes.length));
    await sleep(5);
  }
  await Promise.all(votes);
  return { recorded: recorded / (SECONDS - SETTLING), refusedP99: others.length === 0 ? 0 : quantile(others, 0.99) };
}

/** 0 if the connection was reset, as by an overloaded server. */
async function statusOf(answer: Promise<Response>): Promise<number> {
  try {
    const response = await answer;
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
