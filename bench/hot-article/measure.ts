import type { Row } from '../row.ts';
import { simulateHotArticle } from './simulate.ts';

/** Rates of votes a second, for how many seconds, and the most transactions a vote may take. */
const LOADS = [
  { rate: 1, seconds: 3600, most: 1.15 },
  { rate: 10, seconds: 600, most: 1.15 },
  { rate: 100, seconds: 60, most: 1.15 },
  { rate: 500, seconds: 60, most: 1.15 },
  // Twice what one partition can write: shown for what happens then, without a goal.
  { rate: 1000, seconds: 10, most: undefined },
];

/** What one hot article costs and how fast it answers, on the model of DynamoDB. */
export async function measureHotArticle(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { rate, seconds, most } of LOADS) {
    const run = await simulateHotArticle({ rate, seconds });
    const what = (measure: string) => `model, ${rate} votes/s on one article: ${measure}`;
    rows.push(
      {
        what: what('transactions per vote'),
        value: run.transactionsPerVote,
        unit: '',
        ...(most !== undefined && { goal: { atMost: most } }),
      },
      { what: what('p99'), value: run.p99, unit: 'ms' },
      { what: what('shards'), value: run.shards, unit: '', ...(rate === 1 && { goal: { atMost: 4 } }) },
      { what: what('units per read'), value: run.unitsPerRead, unit: '' },
      {
        what: what('refused'),
        value: (run.refused / run.votes) * 100,
        unit: '%',
        ...(most !== undefined && { goal: { atMost: 0 } }),
      },
    );
  }
  return rows;
}
