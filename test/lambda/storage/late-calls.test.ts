import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import type { Rating } from '../../../lambda/domain/rating.ts';
import type { VoterId } from '../../../lambda/domain/voter-id.ts';
import { changeVotes } from '../../../operator/changes/change-votes.ts';
import type { VoteChange } from '../../../operator/changes/change-votes.ts';
import { shardKey, voteKey, voterPartition } from '../../../lambda/storage/items/keys.ts';
import type { StoredVote } from '../../../lambda/storage/items/stored-vote.ts';
import { voteTransaction } from '../../../lambda/storage/vote/vote-transaction.ts';
import { audit } from '../../support/audit.ts';
import { seeded } from '../../support/chance.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { hurried } from '../../support/operator-session.ts';
import { storeOn } from '../../support/store-on.ts';

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
const store = () => storeOn(database);
const stored = async () => (await database.get(voteKey(articleId, voterId)))?.['rating'] ?? null;
const tallied = async () => (await audit(database.client, database.table)).get(articleId)?.tally;

/** A store whose first `held` writes time out. @returns the store, and `arrive`, which carries out those writes */
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
  const clockAndRandom = { now: () => clock, elapsed: () => clock, random: seeded(jest.getSeed()), sleep };
  return {
    store: storeOn({ client, table: database.table }, { clockAndRandom }),
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
])('a vote that was answered 504 and arrives after the voter %s has no effect', async (_, before, lost, last) => {
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

test('a withdrawn vote keeps only its time and its expiry', async () => {
  await store().recordVote({ articleId, voterId, rating: 4 });
  await store().recordVote({ articleId, voterId, rating: null });
  const version = (await database.get(voteKey(articleId, voterId))) ?? {};
  expect(Object.keys(version).sort()).toEqual(['expiresAt', 'pk', 'sk', 'votedAt']);
  expect(version['expiresAt']).toBeGreaterThan(Date.now() / 1000 + 86_400);
});

test('versions increase even if the clock is set back', async () => {
  const at = (now: number) => storeOn(database, { clockAndRandom: { ...hurried(), now: () => now } });
  const start = Date.UTC(2026, 0, 2);
  await at(start).recordVote({ articleId, voterId, rating: 4 });
  await at(start - 86_400_000).recordVote({ articleId, voterId, rating: 5 });
  const { votedAt } = (await database.get(voteKey(articleId, voterId))) ?? {};
  expect(votedAt).toBe(new Date(start + 1).toISOString());
});

test('a vote that is repeated days later keeps its time, but gets a later version', async () => {
  const at = (now: number) => storeOn(database, { clockAndRandom: { ...hurried(), now: () => now } });
  const start = Date.UTC(2026, 0, 2);
  const days = (count: number) => start + count * 86_400_000;
  const votedAt = async () => (await database.get(voteKey(articleId, voterId)))?.['votedAt'];
  await at(start).recordVote({ articleId, voterId, rating: 4 });
  await at(days(1)).recordVote({ articleId, voterId, rating: 4 });
  await at(days(2)).recordVote({ articleId, voterId, rating: 4 }, { previous: 4 });
  expect(await votedAt()).toBe(new Date(start + 2).toISOString());
  await at(days(3)).recordVote({ articleId, voterId, rating: 5 });
  expect(await votedAt()).toBe(new Date(days(3)).toISOString());
});

test('a change that arrives after the vote was removed and restored on another shard changes nothing', async () => {
  const voter = voterPartition(voterId);
  const change = (before: StoredVote | null, after: VoteChange['after'], random: number) =>
    changeVotes(database.client, database.table, [[{ voter, articleId, before, after }]], {
      ...hurried(),
      random: () => random,
    });
  const votedAt = '2026-01-01T00:00:00.000Z';
  const seen: StoredVote = { rating: 4, votedAt, shard: '07' };
  const vote = { articleId, voterId, rating: 5 } as const;
  const next: StoredVote = { ...seen, rating: 5, votedAt: '2026-01-02T00:00:00.000Z' };
  const writes = (before: StoredVote | null, after: StoredVote, rating: Rating) =>
    new TransactWriteCommand({
      TransactItems: voteTransaction(database.table, { ...vote, rating }, before, after, '07', 0),
    });
  await database.client.send(writes(null, seen, 4));
  const late = writes(seen, next, 5);
  await change(seen, null, 0);
  await change({ rating: null, votedAt, shard: undefined }, { rating: 4, votedAt }, 0);
  await expect(database.client.send(late)).rejects.toThrow(TransactionCanceledException);
  expect(await database.get(shardKey(articleId, '07'))).toMatchObject({ s4: 0 });
  expect(await tallied()).toEqual([0, 0, 0, 1, 0]);
});
