import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import { Busy, Unconfirmed } from '../../../lambda/domain/errors.ts';
import type { Network } from '../../../lambda/domain/network.ts';
import type { Rating } from '../../../lambda/domain/rating.ts';
import type { VoterId } from '../../../lambda/domain/voter-id.ts';
import { DailySalt } from '../../../lambda/storage/vote/daily-salt.ts';
import { DynamoDBRatingStore } from '../../../lambda/storage/dynamodb-rating-store.ts';
import type { StoreOptions } from '../../../lambda/storage/dynamodb-rating-store.ts';
import { voteKey } from '../../../lambda/storage/items/keys.ts';
import { NetworkLimit } from '../../../lambda/storage/vote/network-limit.ts';
import { storedVote } from '../../../lambda/storage/items/stored-vote.ts';
import { voteTransaction } from '../../../lambda/storage/vote/vote-transaction.ts';
import { audit, differences } from '../../support/audit.ts';
import { seeded } from '../../support/chance.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { injectFaults } from '../../support/inject-faults.ts';
import type { ChooseFault, Fault } from '../../support/inject-faults.ts';
import { storeOn } from '../../support/store-on.ts';

let database: Database;
beforeAll(async () => {
  database = await openDatabase('dynoxide');
});
afterAll(() => database.close());

let run = 0;
const freshArticle = () => `article-${run++}` as ArticleId;

/** A store whose calls fail as chosen. Its pauses only advance its own clock. */
function faultyStore(
  choose: ChooseFault,
  random: () => number = seeded(1),
  limit?: (client: DynamoDBDocumentClient) => StoreOptions,
): DynamoDBRatingStore {
  const client = database.connect();
  injectFaults(client, choose);
  let clock = Date.UTC(2026, 0, 1);
  const clockAndRandom = {
    now: () => clock,
    elapsed: () => clock,
    random,
    sleep: (ms: number) => {
      clock += ms;
      return new Promise<void>((resolve) => setImmediate(resolve));
    },
  };
  return storeOn({ client, table: database.table }, { clockAndRandom, ...limit?.(client) });
}

const onWrites =
  (fault: Fault, times = Infinity): ChooseFault =>
  (command) =>
    command === 'TransactWriteItemsCommand' && times-- > 0 ? fault : undefined;

const voterId = 'a-voter-of-this-test' as VoterId;
const stateOf = async (articleId: ArticleId) => (await audit(database.client, database.table)).get(articleId);

test.each<Fault>(['conflict', 'throttle'])('answers busy after the deadline and records nothing: %s', async (fault) => {
  const articleId = freshArticle();
  await expect(faultyStore(onWrites(fault)).recordVote({ articleId, voterId, rating: 4 })).rejects.toThrow(Busy);
  expect(await stateOf(articleId)).toBeUndefined();
});

test.each<Fault>(['timeout-after-commit', 'reset-after-commit', 'server-error-after-commit'])(
  'counts a vote once and answers 200 even if answers to its write are lost: %s',
  async (fault) => {
    const articleId = freshArticle();
    const vote = (rating: Rating | null) => faultyStore(onWrites(fault, 3)).recordVote({ articleId, voterId, rating });
    expect(await vote(4)).toEqual({ effect: 'recorded', tally: [0, 0, 0, 1, 0] });
    expect(await vote(2)).toEqual({ effect: 'changed', tally: [0, 1, 0, 0, 0] });
    expect(await vote(null)).toEqual({ effect: 'withdrawn', tally: [0, 0, 0, 0, 0] });
  },
);

test('answers busy and counts no attempt if the salt of the day cannot be read', async () => {
  const articleId = freshArticle();
  const attempts: boolean[] = [];
  const limited = (client: DynamoDBDocumentClient) => ({
    networkLimit: new NetworkLimit(database.table, new DailySalt(client, database.table), {
      perArticle: 30,
      inTotal: 0,
    }),
    attempted: (contended: boolean) => attempts.push(contended),
  });
  const vote = (times: number) => {
    const choose = (command: string) => (command === 'GetItemCommand' && times-- > 0 ? 'reset-before' : undefined);
    const circumstances = { network: '192.0.2.1' as Network };
    return faultyStore(choose, seeded(1), limited).recordVote({ articleId, voterId, rating: 4 }, circumstances);
  };
  await expect(vote(Infinity)).rejects.toThrow(Busy);
  expect(attempts).toEqual([]);
  expect(await stateOf(articleId)).toBeUndefined();
  expect(await vote(2)).toEqual({ effect: 'recorded', tally: [0, 0, 0, 1, 0] });
  expect(attempts).toEqual([false]);
});

test('does not count a vote whose first call arrives late, after it was repeated and withdrawn', async () => {
  const articleId = freshArticle();
  const client = database.connect();
  const late: (() => Promise<unknown>)[] = [];
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        if (commandName !== 'TransactWriteItemsCommand' || late.length > 0) return next(args);
        late.push(() => next(args));
        throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError' });
      },
    { step: 'finalizeRequest', priority: 'high' },
  );
  const store = storeOn({ client, table: database.table });
  expect(await store.recordVote({ articleId, voterId, rating: 4 })).toMatchObject({ effect: 'recorded' });
  expect(await store.recordVote({ articleId, voterId, rating: null })).toMatchObject({ effect: 'withdrawn' });
  await late[0]?.();
  expect(await store.readTallies([articleId])).toEqual([[0, 0, 0, 0, 0]]);
  expect((await stateOf(articleId))?.votes).toEqual([0, 0, 0, 0, 0]);
});

test('does not count a change that arrives late, after the rating has changed and changed back', async () => {
  const articleId = freshArticle();
  const store = storeOn(database);
  await store.recordVote({ articleId, voterId, rating: 3 });
  const stored = await database.get(voteKey(articleId, voterId));
  const vote = { articleId, voterId, rating: 4 as const };
  const seen = storedVote(stored);
  const next = { rating: 4 as const, votedAt: new Date().toISOString(), shard: '00' };
  const late = voteTransaction(database.table, vote, seen, next, '00', Date.now());
  await store.recordVote({ articleId, voterId, rating: 5 });
  await store.recordVote({ articleId, voterId, rating: 3 });
  const arrives = database.client.send(new TransactWriteCommand({ TransactItems: late }));
  await expect(arrives).rejects.toThrow('ConditionalCheckFailed');
  expect(await store.readTallies([articleId])).toEqual([[0, 0, 1, 0, 0]]);
});

test('answers unconfirmed if connections break until the deadline, since a write may have arrived', async () => {
  const articleId = freshArticle();
  const store = faultyStore(onWrites('reset-before'));
  await expect(store.recordVote({ articleId, voterId, rating: 4 })).rejects.toThrow(Unconfirmed);
  expect(await stateOf(articleId)).toBeUndefined();
});

test('answers unconfirmed, not busy, if the vote is recorded but its tally cannot be read', async () => {
  const articleId = freshArticle();
  const store = faultyStore((command) => (command === 'QueryCommand' ? 'throttle' : undefined));
  await expect(store.recordVote({ articleId, voterId, rating: 4 })).rejects.toThrow(Unconfirmed);
  expect((await stateOf(articleId))?.tally).toEqual([0, 0, 0, 1, 0]);
  await expect(store.readTallies([articleId])).rejects.toThrow(Busy);
});

test.each([
  ['a repeated vote', 4, 4],
  ['a withdrawal of nothing', null, null],
] as const)('answers unconfirmed if %s is written but its tally cannot be read', async (_what, before, rating) => {
  const articleId = freshArticle();
  if (before !== null) await faultyStore(() => undefined).recordVote({ articleId, voterId, rating: before });
  const version = () => database.get(voteKey(articleId, voterId));
  const seen = await version();
  const store = faultyStore((command) => (command === 'QueryCommand' ? 'timeout-after-commit' : undefined));
  await expect(store.recordVote({ articleId, voterId, rating })).rejects.toThrow(Unconfirmed);
  expect(await version()).not.toEqual(seen);
});

test('retries in the same range of shards after a first conflict, and doubles the range after each further one', async () => {
  const last = () => 0.999;
  for (const [conflicts, shard] of [
    [1, '00'],
    [2, '01'],
    [4, '07'],
    [9, '127'],
  ] as const) {
    const articleId = freshArticle();
    await faultyStore(onWrites('conflict', conflicts), last).recordVote({ articleId, voterId, rating: 4 });
    expect(await database.get({ pk: `ARTICLE#${articleId}`, sk: `TALLY#${shard}` })).toMatchObject({ s4: 1 });
  }
});

test('adds no shards to a throttled article', async () => {
  const articleId = freshArticle();
  await faultyStore(onWrites('throttle', 1), () => 0.999).recordVote({ articleId, voterId, rating: 4 });
  expect(await database.get({ pk: `ARTICLE#${articleId}`, sk: 'TALLY#00' })).toMatchObject({ s4: 1 });
});

test('reads consistently: the tally for an answer, and the vote before a withdrawal', async () => {
  const client = database.connect();
  const reads: unknown[] = [];
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        if (commandName === 'GetItemCommand' || commandName === 'QueryCommand') reads.push([commandName, args.input]);
        return next(args);
      },
    { step: 'initialize' },
  );
  const store = storeOn({ client, table: database.table });
  await store.recordVote({ articleId: freshArticle(), voterId, rating: null });
  const consistent: unknown = expect.objectContaining({ ConsistentRead: true });
  expect(reads).toEqual([
    ['GetItemCommand', consistent],
    ['QueryCommand', consistent],
  ]);
});

test('fails at once, without a retry, on a defect', async () => {
  let calls = 0;
  const client = database.connect();
  injectFaults(client, () => void calls++);
  const store = new DynamoDBRatingStore(client, 'no-such-table');
  await expect(store.recordVote({ articleId: freshArticle(), voterId, rating: 4 })).rejects.toThrow();
  expect(calls).toBe(1);
});

const FAULTS: Fault[] = [
  'conflict',
  'throttle',
  'timeout-after-commit',
  'reset-after-commit',
  'reset-before',
  'server-error-after-commit',
];

test.each([0, 30, 60, 90])('keeps its promises while %d%% of all calls fail', async (percent) => {
  const random = seeded(percent + 1);
  const fails = () => random() * 100 < percent;
  const store = faultyStore(() => (fails() ? FAULTS[Math.floor(random() * FAULTS.length)] : undefined), random);
  const articleId = freshArticle();
  const outcomes = { answered: 0, busy: 0, unconfirmed: 0 };

  const voter = async (index: number) => {
    const own = `voter-number-${index}-of-this-run` as VoterId;
    let possible: (Rating | null)[] = [null];
    for (let turn = 0; turn < 6; turn++) {
      const rating = turn === 3 ? null : (Math.floor(random() * 5 + 1) as Rating);
      try {
        await store.recordVote({ articleId, voterId: own, rating });
        possible = [rating];
        outcomes.answered++;
      } catch (error) {
        if (error instanceof Unconfirmed) possible.push(rating);
        else if (!(error instanceof Busy)) throw error;
        outcomes[error instanceof Busy ? 'busy' : 'unconfirmed']++;
      }
      const stored = await database.get(voteKey(articleId, own));
      expect(possible).toContain(stored?.['rating'] ?? null);
    }
  };
  await Promise.all(Array.from({ length: 40 }, (_, index) => voter(index)));

  const audited = await audit(database.client, database.table);
  expect(differences(audited)).toEqual([]);
  // Guards against a run without answers.
  expect(outcomes.answered).toBeGreaterThan(percent === 90 ? 0 : 20);
  if (percent === 0) expect(outcomes).toEqual({ answered: 240, busy: 0, unconfirmed: 0 });
  if (percent === 90) expect(Math.min(outcomes.busy, outcomes.unconfirmed)).toBeGreaterThan(0);
});
