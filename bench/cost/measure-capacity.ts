import { randomUUID } from 'node:crypto';
import type { ConsumedCapacity } from '@aws-sdk/client-dynamodb';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import type { Rating } from '../../lambda/domain/rating.ts';
import type { VoterId } from '../../lambda/domain/voter-id.ts';
import { DynamoDBRatingStore } from '../../lambda/storage/dynamodb-rating-store.ts';
import { openDatabase } from '../../test/support/database.ts';
import type { Row } from '../results/row.ts';

/**
 * Capacity units of each kind of request, as the engine reports them for its calls. test/system/cost.test.ts checks
 * what DynamoDB itself charges.
 */
export async function measureCapacity(): Promise<Row[]> {
  const database = await openDatabase('dynoxide');
  let units = 0;
  database.client.middlewareStack.add(
    (next) => async (args) => {
      const asking = { ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' as const } };
      const result = await next(asking);
      const { ConsumedCapacity: used = [] } = result.output as {
        ConsumedCapacity?: ConsumedCapacity[] | ConsumedCapacity;
      };
      for (const { CapacityUnits = 0 } of [used].flat()) units += CapacityUnits;
      return result;
    },
    { step: 'initialize', name: 'countCapacity', priority: 'high' },
  );
  const store = new DynamoDBRatingStore(database.client, database.table);
  const articleId = 'measured' as ArticleId;
  const voterId = randomUUID() as string as VoterId;
  const vote = (rating: Rating | null, previous?: Rating) => () =>
    store.recordVote({ articleId, voterId, rating }, { previous });
  const rows: Row[] = [];
  for (const [what, request] of [
    ['first vote', vote(4)],
    ['changed vote', vote(5)],
    ['changed vote, with `previous`', vote(3, 5)],
    ['withdrawn vote', vote(null)],
    ['read', () => store.readTallies([articleId])],
  ] as const) {
    units = 0;
    await request();
    rows.push({
      group: 'capacity',
      what: `${what}, without the network limit, as the engine reports`,
      value: units,
      unit: 'units',
    });
  }
  await database.close();
  return rows;
}
