import { DynamoDBRatingStore } from '../../lambda/storage/dynamodb-rating-store.ts';
import { REAL_SURROUNDINGS } from '../../lambda/storage/retry/surroundings.ts';
import type { Surroundings } from '../../lambda/storage/retry/surroundings.ts';
import type { Database } from './database.ts';

type Options = ConstructorParameters<typeof DynamoDBRatingStore>[2];

/** The real surroundings with a clock a hundred times slower, so that deadlines do not fail a test on a busy machine. */
export const UNHURRIED: Surroundings = { ...REAL_SURROUNDINGS, elapsed: () => REAL_SURROUNDINGS.elapsed() / 100 };

/** The store on a test database. */
export function storeOn({ client, table }: Pick<Database, 'client' | 'table'>, options?: Options): DynamoDBRatingStore {
  return new DynamoDBRatingStore(client, table, { surroundings: UNHURRIED, ...options });
}
