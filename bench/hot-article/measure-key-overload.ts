import { KEY_LIMITS } from '../model/capacity.ts';
import type { Row } from '../results/row.ts';
import { simulateHotArticle } from './simulate-hot-article.ts';
import type { HotArticle } from './simulate-hot-article.ts';

const SEEDS = [1, 2, 3, 4, 5];

/** Votes a second that one partition key records: each takes two of its units. */
const ONE_KEY = KEY_LIMITS.write / 2;

/**
 * Overload of an article that is limited to one partition key, while others vote on quiet articles, with Lambda's usual
 * limit of instances. Each value is the worst of five seeds.
 */
export async function measureOverload(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const times of [2, 5, 20]) {
    const runs: HotArticle[] = [];
    for (const seed of SEEDS) {
      const crowd = { rate: times * ONE_KEY, seconds: 12, settling: 6, quietRate: 50, mostInstances: 1000, seed };
      runs.push(await simulateHotArticle({ ...crowd, store: { mostKeys: 1 } }));
    }
    const what = (measure: string) => `model, one partition key, ${times} × its limit: ${measure}`;
    const worst = (measure: (run: HotArticle) => number) => Math.max(...runs.map(measure));
    const recorded = -worst(({ recordedPerSecond }) => -recordedPerSecond / ONE_KEY) * 100;
    const transactions = worst(({ transactionsPerVote }) => transactionsPerVote);
    rows.push(
      { what: what('recorded, of its limit'), value: recorded, unit: '%', goal: { atLeast: 95 } },
      { what: what('transactions per recorded vote'), value: transactions, unit: '', goal: { atMost: 1.6 } },
      { what: what('recorded votes, p99'), value: worst(({ p99 }) => p99), unit: 'ms' },
      {
        what: what('refused votes, p99'),
        value: worst(({ refusedP99 }) => refusedP99),
        unit: 'ms',
        goal: { atMost: 50 },
      },
      {
        what: what('refused on quiet articles'),
        value: worst(({ quiet }) => (quiet.refused / quiet.votes) * 100),
        unit: '%',
        goal: { atMost: 0 },
      },
    );
  }
  return rows;
}
