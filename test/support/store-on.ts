import { DynamoDBRatingStore } from '../../lambda/storage/dynamodb-rating-store.ts';
import { SYSTEM_CLOCK_AND_RANDOM } from '../../lambda/domain/clock-and-random.ts';
import type { ClockAndRandom } from '../../lambda/domain/clock-and-random.ts';
import { seeded } from './chance.ts';
import type { Database } from './database.ts';

type Options = ConstructorParameters<typeof DynamoDBRatingStore>[2];

/**
 * The system's, with a clock a hundred times slower, so that deadlines do not fail a test on a busy machine. Jest's
 * `--seed` repeats the random numbers: one sequence for a whole test file, because identifiers made from it must
 * differ.
 */
export const UNHURRIED: ClockAndRandom = {
  ...SYSTEM_CLOCK_AND_RANDOM,
  random: seeded(jest.getSeed()),
  elapsed: () => SYSTEM_CLOCK_AND_RANDOM.elapsed() / 100,
};

/** The store on a test database. */
export function storeOn({ client, table }: Pick<Database, 'client' | 'table'>, options?: Options): DynamoDBRatingStore {
  return new DynamoDBRatingStore(client, table, { clockAndRandom: UNHURRIED, ...options });
}
