import { inFlight } from '../../test/support/in-flight.ts';
import { startSystem } from '../../test/support/system.ts';
import type { System } from '../../test/support/system.ts';
import type { Row } from '../results/row.ts';
import { quantile, timed } from '../results/statistics.ts';

const SECONDS = 8;
/** Seconds at the start of a crowd that are not counted. */
const SETTLING = 3;
const USUAL = 64;

/**
 * Votes of crowds on one article, on the local system without its throttles. Each visitor sends the next vote as soon
 * as the last one is answered, whatever the answer is. The last crowd is larger than Lambda's concurrency.
 *
 * A crowd of fixed size sends no faster than the system answers. A crowd with a fixed rate would take processor time
 * from the system, and the measurement would show the limit of the sender.
 */
export async function measureOverloadedSystem(): Promise<Row[]> {
  await using system = await startSystem();
  const capacity = await perSecond(system);
  const rows: Row[] = [];
  for (const visitors of [5 * USUAL, 10 * USUAL, 2000]) {
    const { recorded, others } = await sendCrowd(system, visitors, `crowd-of-${visitors}`);
    const what = `votes on one article, ${visitors} in flight`;
    rows.push({
      what: `${what}: recorded`,
      value: recorded,
      unit: 'a second',
      floor: { what: `${USUAL} in flight`, value: capacity },
      ratio: recorded / capacity,
      goal: { atLeast: 0.5 },
    });
    if (others.length > 0)
      rows.push({ what: `${what}: other answers, p99`, value: quantile(others, 0.99), unit: 'ms' });
  }
  return rows.map((row) => ({ group: 'overload', ...row }));
}

async function perSecond({ api }: System): Promise<number> {
  const votes = (count: number, prefix: string) =>
    Array.from({ length: count }, (_, index) => () => api.vote('capacity', `voter-${prefix}-${index}`, 4));
  await inFlight(USUAL, votes(500, 'of-the-warm-up'));
  const count = 2000;
  return (count / (await timed(() => inFlight(USUAL, votes(count, 'of-the-capacity'))))) * 1000;
}

/** Votes recorded a second, and the milliseconds after which each other answer came. */
async function sendCrowd({ url }: System, visitors: number, articleId: string) {
  const [start, others] = [performance.now(), [] as number[]];
  const elapsed = () => (performance.now() - start) / 1000;
  let recorded = 0;
  let sent = 0;
  const visit = async () => {
    while (elapsed() < SECONDS) {
      const body = JSON.stringify({ articleId, rating: 4, voterId: `voter-of-the-crowd-${sent++}` });
      const before = performance.now();
      const status = await statusOf(fetch(`${url}/v1/votes`, { method: 'POST', body }));
      if (status !== 200) others.push(performance.now() - before);
      else if (elapsed() >= SETTLING && elapsed() < SECONDS) recorded++;
    }
  };
  await Promise.all(Array.from({ length: visitors }, visit));
  return { recorded: recorded / (SECONDS - SETTLING), others };
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
