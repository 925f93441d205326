import type { Row } from '../results/row.ts';
import { simulateHotArticle } from './simulate-hot-article.ts';

/** Votes a second, and the seconds that they last. */
const LOADS = [
  { rate: 1, seconds: 3600 },
  { rate: 10, seconds: 600 },
  { rate: 100, seconds: 60 },
  { rate: 500, seconds: 30 },
];

/** Cost and latency of an article at rates that one partition key takes. */
export async function measureSteady(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { rate, seconds } of LOADS) {
    const run = await simulateHotArticle({ rate, seconds });
    const what = (measure: string) => `model, ${rate} votes/s on one article: ${measure}`;
    const quiet = rate === 1;
    rows.push(
      { what: what('transactions per vote'), value: run.transactionsPerVote, unit: '', goal: { atMost: 1.15 } },
      { what: what('p99'), value: run.p99, unit: 'ms' },
      { what: what('shards'), value: run.shards, unit: '', ...(quiet && { goal: { atMost: 4 } }) },
      { what: what('partition keys'), value: run.keys, unit: '', ...(quiet && { goal: { atMost: 1 } }) },
      { what: what('units per read'), value: run.unitsPerRead, unit: '', ...(quiet && { goal: { atMost: 1 } }) },
      { what: what('refused'), value: (run.refused / run.votes) * 100, unit: '%', goal: { atMost: 0 } },
    );
  }
  return rows;
}
