import { DynamoDBRatingStore } from '../../lambda/storage/dynamodb-rating-store.ts';
import { openDatabase } from '../../test/support/database.ts';
import type { Row } from '../results/row.ts';
import { median, quantile, spread, timed } from '../results/statistics.ts';
import { comparedCalls } from './compared-calls.ts';
import type { Pair } from './compared-calls.ts';
import { LIST, voting } from './handler-calls.ts';

const RUNS = 5;
const CALLS = 3000;

/** Milliseconds of each call. */
interface Samples {
  readonly handler: number[];
  readonly raw: number[];
}

/**
 * Compares each function's handler with the SDK calls that it cannot do without. Both run in turn, in one process and
 * on one fresh engine per run, so that other load on the machine affects both alike.
 */
export async function measureWarmPath(): Promise<Row[]> {
  const votes: Samples[] = [];
  const limited: Samples[] = [];
  const reads: Samples[] = [];
  const lists: Samples[] = [];
  for (let run = 0; run < RUNS; run++) {
    const database = await openDatabase('dynoxide');
    const pairs = comparedCalls(database.client, database.table);
    votes.push(await alternate(pairs.vote, CALLS));
    limited.push(await alternate(pairs.limitedVote, CALLS / 3));
    reads.push(await alternate(pairs.read, CALLS));
    // Each article of the list has a vote to read, like the article of the raw queries.
    for (const article of LIST) await voting(new DynamoDBRatingStore(database.client, database.table))(article);
    lists.push(await alternate(pairs.list, CALLS / 60));
    await database.close();
  }
  return [
    compare('vote', 'transaction + query', votes, 0.5, 1.1),
    compare('vote', 'transaction + query', votes, 0.99, 1.25),
    compare('vote counted by network', 'transaction of three + query', limited, 0.5, 1.15),
    compare('read', 'query', reads, 0.5, 1.1),
    compare('read', 'query', reads, 0.99, 1.25),
    compare('read of 50', '50 queries at once', lists, 0.5, 1.1),
  ];
}

async function alternate({ handler, raw }: Pair, count: number): Promise<Samples> {
  const samples: Samples = { handler: [], raw: [] };
  for (let call = -count / 4; call < count; call++) {
    // In random order: otherwise GC pauses would always hit the same side.
    const handlerFirst = Math.random() < 0.5;
    const first = await timed(handlerFirst ? handler : raw);
    const second = await timed(handlerFirst ? raw : handler);
    if (call < 0) continue; // warming up
    samples.handler.push(handlerFirst ? first : second);
    samples.raw.push(handlerFirst ? second : first);
  }
  return samples;
}

function compare(what: string, floor: string, runs: readonly Samples[], share: number, atMost: number): Row {
  const ratio = ({ handler, raw }: Samples) => quantile(handler, share) / quantile(raw, share);
  const all = { handler: runs.flatMap(({ handler }) => handler), raw: runs.flatMap(({ raw }) => raw) };
  return {
    group: 'warm',
    what: `handler: ${what}, p${share * 100}`,
    value: quantile(all.handler, share),
    spread: spread(runs.map(({ handler }) => quantile(handler, share))),
    unit: 'ms',
    floor: { what: floor, value: quantile(all.raw, share) },
    // One run has too few samples in its tail to compare.
    ratio: share > 0.9 ? ratio(all) : median(runs.map(ratio)),
    goal: { atMost },
  };
}
