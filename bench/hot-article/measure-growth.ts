import type { Row } from '../results/row.ts';
import { BEFORE_SPREADING } from '../results/results-before-spreading.ts';
import { simulateHotArticle } from './simulate-hot-article.ts';

const CROWD = 10_000;

/** Growth of an article from one partition key to as many as a crowd needs, and back. */
export async function measureGrowth(): Promise<Row[]> {
  const step = await simulateHotArticle({ rate: CROWD, seconds: 12, settling: 8 });
  // The rate doubles every five seconds.
  const ramp = await simulateHotArticle({ rate: (second) => Math.min(CROWD, 100 * 2 ** (second / 5)), seconds: 36 });
  const gone = await simulateHotArticle({ rate: (second) => (second < 4 ? 3000 : 2), seconds: 900, settling: 800 });
  const refusing = step.refusedBySecond.findLastIndex((count) => count > 0) + 1;
  const refused = step.refusedBySecond.reduce((sum, count) => sum + count, 0);
  const what = (measure: string) => `model, ${CROWD} votes/s on one article: ${measure}`;
  const share = (run: { readonly refused: number; readonly votes: number }) => (run.refused / run.votes) * 100;
  return [
    { what: what('transactions per vote'), value: step.transactionsPerVote, unit: '', goal: { atMost: 1.15 } },
    { what: what('p99'), value: step.p99, unit: 'ms' },
    { what: what('refused'), value: share(step), unit: '%', goal: { atMost: 0 } },
    { what: what('partition keys'), value: step.keys, unit: '' },
    { what: what('units per read'), value: step.unitsPerRead, unit: '' },
    { what: what('refused, when the crowd comes at once'), value: refused, unit: 'votes' },
    { what: what('time until none is refused, when the crowd comes at once'), value: refusing, unit: 's' },
    { what: what('refused, when the rate doubles every 5 s'), value: share(ramp), unit: '%', goal: { atMost: 0.1 } },
    { what: 'model, crowd gone: partition keys after 15 minutes', value: gone.keys, unit: '', goal: { atMost: 1 } },
  ];
}

/** Votes recorded a second, by votes offered. */
export async function measureOffered(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const offered of [...BEFORE_SPREADING.map((before) => before.offered), CROWD]) {
    const { recordedPerSecond } = await simulateHotArticle({ rate: offered, seconds: 12, settling: 8 });
    const before = BEFORE_SPREADING.find((each) => each.offered === offered);
    rows.push({
      what: `model, ${offered} votes/s offered: recorded`,
      value: recordedPerSecond,
      unit: 'a second',
      ...(before !== undefined && { floor: { what: 'before', value: before.recorded } }),
    });
  }
  return rows;
}
