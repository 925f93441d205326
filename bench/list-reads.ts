import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoDBRatingStore } from '../lambda/storage/dynamodb-rating-store.ts';
import { connect } from '../local/connect.ts';
import { DYNAMODB_CALL, startSlowStore } from './dynamodb-latency.ts';
import { LIST, reading } from './handlers.ts';
import type { Row } from './row.ts';
import { median, spread, timed } from './statistics.ts';

const RUNS = 5;
const CALLS = 100;

/**
 * A list of the longest kind beside a single article, where calls take their time but do not wait for each other, as on DynamoDB: the
 * embedded engine computes on the processors of the function.
 */
export async function measureListReads(): Promise<Row> {
  await using slow = await startSlowStore();
  const client = DynamoDBDocumentClient.from(connect(slow.endpoint));
  const store = new DynamoDBRatingStore(client, 'table');
  const [readOne, readList] = [reading(store, ['article']), reading(store, LIST)];
  const runs: { readonly one: number; readonly list: number }[] = [];
  for (let run = 0; run < RUNS; run++) {
    const [one, list]: [number[], number[]] = [[], []];
    for (let call = -CALLS / 5; call < CALLS; call++) {
      const pair = [await timed(readOne), await timed(readList)] as const;
      if (call < 0) continue; // warming up
      one.push(pair[0]);
      list.push(pair[1]);
    }
    runs.push({ one: median(one), list: median(list) });
  }
  client.destroy();
  const lists = runs.map(({ list }) => list);
  return {
    group: 'warm',
    what: `read of 50, handler, p50, where each call takes ${DYNAMODB_CALL} ms`,
    value: median(lists),
    spread: spread(lists),
    unit: 'ms',
    floor: { what: 'read of one', value: median(runs.map(({ one }) => one)) },
    ratio: median(runs.map(({ one, list }) => list / one)),
    goal: { atMost: 3 },
  };
}
