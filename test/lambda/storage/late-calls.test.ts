import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import type { Rating } from '../../../lambda/domain/rating.ts';
import type { VoterId } from '../../../lambda/domain/voter-id.ts';
import { DynamoDBRatingStore } from '../../../lambda/storage/dynamodb-rating-store.ts';
import { voteKey } from '../../../lambda/storage/keys.ts';
import { audit } from '../../support/audit.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { hurried } from '../../support/operator.ts';

let database: Database;
beforeAll(async () => {
  database = await openDatabase('dynoxide');
});
afterAll(() => database.close());

let run = 0;
let articleId: ArticleId;
beforeEach(() => {
  articleId = `article-${run++}` as ArticleId;
});
const voterId = 'a-voter-of-this-test' as VoterId;
const store = () => new DynamoDBRatingStore(database.client, database.table);
const stored = async () => (await database.get(voteKey(articleId, voterId)))?.['rating'] ?? null;
const tallied = async () => (await audit(database.client, database.table)).get(articleId)?.tally;

/** A store whose first `held` writes time out, and what carries them out later. */
function slowStore(held: number) {
  const client = database.connect();
  const late: (() => Promise<unknown>)[] = [];
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        const write = commandName === 'TransactWriteItemsCommand' || commandName === 'PutItemCommand';
        if (!write || late.length >= held) return next(args);
        late.push(() => next(args).catch((error: unknown) => error));
        throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError' });
      },
    { step: 'finalizeRequest', priority: 'high' },
  );
  let clock = Date.UTC(2026, 0, 1);
  const sleep = (ms: number) => {
    clock += ms;
    return new Promise<void>((resolve) => setImmediate(resolve));
  };
  const surroundings = { now: () => clock, elapsed: () => clock, random: Math.random, sleep };
  return {
    store: new DynamoDBRatingStore(client, database.table, { surroundings }),
    arrive: async () => {
      for (const call of late) await call();
    },
  };
}

test('a vote whose first call arrives after the withdrawal stays withdrawn', async () => {
  const slow = slowStore(1);
  await store().recordVote({ articleId, voterId, rating: 3 });
  expect(await slow.store.recordVote({ articleId, voterId, rating: 4 })).toMatchObject({ effect: 'changed' });
  expect(await store().recordVote({ articleId, voterId, rating: null })).toMatchObject({ effect: 'withdrawn' });
  await slow.arrive();
  expect(await stored()).toBeNull();
  expect(await tallied()).toEqual([0, 0, 0, 0, 0]);
});

test.each<[string, Rating | null, Rating, Rating | null]>([
  ['repeats the old rating', 3, 4, 3],
  ['withdraws', 3, 4, null],
  ['withdraws what was never recorded', null, 4, null],
  ['repeats a withdrawal', null, 4, null],
])('a vote that was answered 504 and arrives after the voter %s counts for nothing', async (_, before, lost, last) => {
  if (before !== null) await store().recordVote({ articleId, voterId, rating: before });
  const slow = slowStore(Infinity);
  await expect(
    slow.store.recordVote({ articleId, voterId, rating: lost }, { previous: before ?? undefined }),
  ).rejects.toMatchObject({ code: 'unconfirmed' });
  const { tally } = await store().recordVote({ articleId, voterId, rating: last });
  await slow.arrive();
  expect(await stored()).toBe(last);
  expect(await store().readTallies([articleId])).toEqual([tally]);
});

test('a vote after a withdrawal is counted again', async () => {
  for (const rating of [4, null, 5, null, 5] as const) await store().recordVote({ articleId, voterId, rating });
  expect(await tallied()).toEqual([0, 0, 0, 0, 1]);
});

test('a withdrawn vote keeps nothing but its time and its end', async () => {
  await store().recordVote({ articleId, voterId, rating: 4 });
  await store().recordVote({ articleId, voterId, rating: null });
  const version = (await database.get(voteKey(articleId, voterId))) ?? {};
  expect(Object.keys(version).sort()).toEqual(['expiresAt', 'pk', 'sk', 'votedAt']);
  expect(version['expiresAt']).toBeGreaterThan(Date.now() / 1000 + 86_400);
});

test('versions go on when a clock was set back', async () => {
  const at = (now: number) =>
    new DynamoDBRatingStore(database.client, database.table, { surroundings: { ...hurried(), now: () => now } });
  const start = Date.UTC(2026, 0, 2);
  await at(start).recordVote({ articleId, voterId, rating: 4 });
  await at(start - 86_400_000).recordVote({ articleId, voterId, rating: 5 });
  const { votedAt } = (await database.get(voteKey(articleId, voterId))) ?? {};
  expect(votedAt).toBe(new Date(start + 1).toISOString());
});
