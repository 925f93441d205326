import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import { Busy, Unconfirmed } from '../../../lambda/domain/errors.ts';
import type { Network } from '../../../lambda/domain/network.ts';
import type { VoterId } from '../../../lambda/domain/voter-id.ts';
import { QUIET } from '../../../lambda/storage/tally/article-layout.ts';
import { DailySalt } from '../../../lambda/storage/vote/daily-salt.ts';
import { DynamoDBRatingStore } from '../../../lambda/storage/dynamodb-rating-store.ts';
import { NetworkLimit } from '../../../lambda/storage/vote/network-limit.ts';
import { openFurtherKeys } from '../../../lambda/storage/tally/open-further-keys.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { injectFaults } from '../../support/inject-faults.ts';
import type { Fault } from '../../support/inject-faults.ts';

let database: Database;
beforeAll(async () => {
  database = await openDatabase('dynoxide');
});
afterAll(() => database.close());

/** Milliseconds of the slowest call that is still answered. */
const CALL = 990;

/** DynamoDB as slow as the functions' client allows, on a clock of its own. */
function slowDynamoDB(faultAt: (command: string, at: number) => Fault | undefined, call = CALL) {
  const client = database.connect();
  let clock = 0;
  const begun: number[] = [];
  injectFaults(client, (command) => {
    begun.push(clock);
    clock += call;
    return faultAt(command, clock);
  });
  const clockAndRandom = {
    now: () => Date.UTC(2026, 0, 1) + clock,
    elapsed: () => clock,
    random: () => 0.999,
    sleep: (ms: number) => {
      clock += ms;
      return Promise.resolve();
    },
  };
  return { client, begun, clockAndRandom };
}

// Calls made at once cost one after the other here, so the article has one further key. With the four seconds of a
// proof's salt before it, and one more read for an article with many keys, the functions' time-out of 16 seconds holds
// it.
const FAULTS = ['conflict', 'reset-before', 'timeout-after-commit'] as const;
const VOTES = [
  { rating: 4, previous: undefined },
  { rating: 4, previous: 3 },
  { rating: null, previous: undefined },
] as const;
test.each(FAULTS.flatMap((fault) => VOTES.map((vote) => [fault, vote] as const)))(
  'a vote is answered within nine seconds, whenever DynamoDB recovers: %s, %j',
  async (fault, { rating, previous }) => {
    for (let recovers = 0; recovers <= 8_000; recovers += 400) {
      const articleId = `${fault}-${rating}-${previous}-${recovers}` as ArticleId;
      await openFurtherKeys(database.client, database.table, articleId, QUIET, 1, 0);
      const { client, clockAndRandom } = slowDynamoDB((command, at) =>
        command !== 'QueryCommand' && at < recovers ? fault : undefined,
      );
      const salt = new DailySalt(client, database.table);
      const networkLimit = new NetworkLimit(database.table, salt, { perArticle: 30, inTotal: 1000 });
      const store = new DynamoDBRatingStore(client, database.table, { clockAndRandom, networkLimit });
      const vote = { articleId, voterId: 'a-voter-of-this-test' as VoterId, rating };
      await store.recordVote(vote, { network: '192.0.2.1' as Network, previous }).catch((error: unknown) => {
        if (!(error instanceof Busy || error instanceof Unconfirmed)) throw error;
      });
      expect(clockAndRandom.elapsed()).toBeLessThanOrEqual(9_000);
    }
  },
);

test('a request for a salt ends within four seconds, whenever DynamoDB recovers', async () => {
  for (let recovers = 0; recovers <= 4_000; recovers += 200) {
    const { client, clockAndRandom } = slowDynamoDB((_command, at) => (at < recovers ? 'throttle' : undefined));
    await new DailySalt(client, database.table)
      .readWithRetries(clockAndRandom.now(), clockAndRandom)
      .catch((error: unknown) => {
        if (!(error instanceof Busy)) throw error;
      });
    expect(clockAndRandom.elapsed()).toBeLessThanOrEqual(4_000);
  }
});

test.each([1, 30, 200, CALL])('no attempt begins after the deadline if calls take %d ms', async (call) => {
  const { client, begun, clockAndRandom } = slowDynamoDB(() => 'reset-before', call);
  const store = new DynamoDBRatingStore(client, database.table, { clockAndRandom });
  const vote = {
    articleId: 'unreachable' as ArticleId,
    voterId: 'a-voter-of-this-test' as VoterId,
    rating: 4,
  } as const;
  await expect(store.recordVote(vote)).rejects.toThrow(Unconfirmed);
  expect(Math.max(...begun)).toBeLessThan(5_000);
});
