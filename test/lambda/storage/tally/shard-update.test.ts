import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../../../lambda/domain/article-id.ts';
import { Busy } from '../../../../lambda/domain/errors.ts';
import type { VoterId } from '../../../../lambda/domain/voter-id.ts';
import type { DynamoDBRatingStore } from '../../../../lambda/storage/dynamodb-rating-store.ts';
import { openDatabase } from '../../../support/database.ts';
import type { Database } from '../../../support/database.ts';
import { storeOn } from '../../../support/store-on.ts';

let database: Database;
beforeAll(async () => {
  database = await openDatabase('dynoxide');
});
afterAll(() => database.close());

const START = Date.UTC(2026, 0, 1);
const voter = (index: number) => `voter-of-this-test-${index}` as VoterId;
const put = (Item: Record<string, unknown>) =>
  database.client.send(new PutCommand({ TableName: database.table, Item }));
const shard = (articleId: string, sk = 'TALLY#00') => database.get({ pk: `ARTICLE#${articleId}`, sk });

function storeAt(now: () => number, sleep: (ms: number) => void): DynamoDBRatingStore {
  const clockAndRandom = {
    now,
    elapsed: now,
    random: () => 0.999,
    sleep: (ms: number) => {
      sleep(ms);
      return Promise.resolve();
    },
  };
  return storeOn(database, { clockAndRandom });
}

const held = (articleId: string, ms: number) =>
  put({ pk: `ARTICLE#${articleId}`, sk: 'TALLY#00', s4: 2, recount: `${new Date(START + ms).toISOString()}#token` });

test('a vote waits until the mark of a recount has expired, then removes it', async () => {
  const articleId = 'held' as ArticleId;
  await held(articleId, 2000);
  let clock = START;
  const store = storeAt(
    () => clock,
    (ms) => (clock += ms),
  );
  expect((await store.recordVote({ articleId, voterId: voter(1), rating: 4 })).tally).toEqual([0, 0, 0, 3, 0]);
  expect(clock).toBeGreaterThan(START + 2000);
  expect(await shard(articleId)).toEqual({ pk: 'ARTICLE#held', sk: 'TALLY#00', s4: 3 });
});

test('a vote is refused, and nothing recorded, when the mark outlasts the request', async () => {
  const articleId = 'held long' as ArticleId;
  await held(articleId, 60_000);
  let clock = START;
  const store = storeAt(
    () => clock,
    (ms) => (clock += ms),
  );
  await expect(store.recordVote({ articleId, voterId: voter(1), rating: 4 })).rejects.toThrow(Busy);
  expect(await shard(articleId)).toMatchObject({ s4: 2 });
  expect(await shard(articleId, 'TALLY#01')).toBeUndefined();
});

test('a mark without a time delays no vote, and the vote removes it', async () => {
  const articleId = 'watched' as ArticleId;
  await put({ pk: `ARTICLE#${articleId}`, sk: 'TALLY#00', s4: 2, recount: '#token' });
  const store = storeAt(
    () => START,
    () => expect(true).toBe(false),
  );
  await store.recordVote({ articleId, voterId: voter(1), rating: 4 });
  expect(await shard(articleId)).toEqual({ pk: 'ARTICLE#watched', sk: 'TALLY#00', s4: 3 });
});

test('imported totals are read with the votes and add no shards', async () => {
  const articleId = 'imported' as ArticleId;
  await put({ pk: `ARTICLE#${articleId}`, sk: 'TALLY#imported#yasr', s5: 10, s1: 1 });
  const store = storeAt(
    () => START,
    () => undefined,
  );
  for (let index = 0; index < 4; index++) await store.recordVote({ articleId, voterId: voter(index), rating: 2 });
  expect(await store.readTallies([articleId])).toEqual([[1, 4, 0, 0, 10]]);
  expect(await shard(articleId, 'TALLY#01')).toBeUndefined();
});
