import type { Row } from '../results/row.ts';
import { simulateLists } from './simulate-lists.ts';
import type { ListOutcomes } from './simulate-lists.ts';

const TABLE_READ_UNITS = 1000;
/** A list of 50 costs 25 units, because its reads are eventually consistent. */
const LISTS = TABLE_READ_UNITS / 25;

/** Share of requests that succeed while lists ask for ten times the table's read units. */
export async function measureListOverload(): Promise<Row[]> {
  const crowd = { lists: 10 * LISTS, singles: 50, votes: 50, tableReadUnits: TABLE_READ_UNITS };
  const outcomes = await simulateLists({ ...crowd, seconds: 16, settling: 6 });
  const what = (measure: string) => `model, lists of 50 at ten times maxReadUnits: ${measure}`;
  const share = (kind: keyof ListOutcomes) => (outcomes[kind].recorded / outcomes[kind].votes) * 100;
  return [
    { what: what('single reads answered'), value: share('singles'), unit: '%', goal: { atLeast: 95 } },
    { what: what('votes recorded and answered'), value: share('votes'), unit: '%', goal: { atLeast: 99 } },
    { what: what('votes, p99'), value: outcomes.votes.p99, unit: 'ms' },
    { what: what("lists answered, of the table's capacity"), value: share('lists') * 10, unit: '%' },
  ];
}
