import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import type { VoterId } from '../../../lambda/domain/voter-id.ts';
import { Busy } from '../../../lambda/domain/errors.ts';
import { LoadShedder } from '../../../lambda/storage/retry/load-shedder.ts';
import { openFurtherKeys } from '../../../lambda/storage/tally/open-further-keys.ts';
import { readTally } from '../../../lambda/storage/tally/read-tally.ts';
import { RetryBudget } from '../../../lambda/storage/retry/retry-budget.ts';
import { audit, differences } from '../../support/audit.ts';
import { seeded } from '../../support/chance.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { injectFaults } from '../../support/inject-faults.ts';
import { storeOn } from '../../support/store-on.ts';

let database: Database;
beforeAll(async () => {
  database = await openDatabase('dynoxide');
});
afterAll(() => database.close());

let run = 0;
let articleId: ArticleId;
let voters = 0;
beforeEach(() => {
  articleId = `article-${run++}` as ArticleId;
});
const newVote = () => ({ articleId, voterId: `voter-of-this-test-${voters++}` as VoterId, rating: 4 as const });

/** A store on a clock that the test sets. */
function storeAt(clock: { now: number }, client = database.client, random = seeded(run)) {
  const sleep = (ms: number) => {
    clock.now += ms;
    return Promise.resolve();
  };
  const clockAndRandom = { now: () => clock.now, elapsed: () => clock.now, random, sleep };
  return storeOn({ client, table: database.table }, { clockAndRandom });
}

test('admits every request while requests succeed', () => {
  const shedder = new LoadShedder();
  for (let at = 0; at < 1000; at++) {
    expect(shedder.admits(at, () => 0)).toBe(true);
    shedder.ended(true, at);
  }
});

test('admits a few requests while requests fail, and every one after the failures are forgotten', () => {
  const shedder = new LoadShedder();
  const random = seeded(1);
  for (let at = 0; at < 100; at++) shedder.ended(false, at);
  const admitted = Array.from({ length: 1000 }, () => shedder.admits(100, random)).filter(Boolean).length;
  expect(admitted).toBeGreaterThan(0);
  expect(admitted).toBeLessThan(100);
  expect(shedder.pressure(100)).toBeGreaterThan(50);
  expect(shedder.admits(4000, () => 0)).toBe(true);
});

test('recorded votes earn retries', () => {
  const budget = new RetryBudget();
  expect(Array.from({ length: 4 }, () => budget.spend())).toEqual([true, true, true, false]);
  for (let recorded = 0; recorded < 11; recorded++) budget.earn();
  expect([budget.spend(), budget.spend()]).toEqual([true, false]);
});

test('refuses votes on a throttled article at once, and does not affect another article', async () => {
  const clock = { now: Date.UTC(2026, 0, 1) };
  const client = database.connect();
  let throttled = true;
  let writes = 0;
  injectFaults(client, (command) => {
    if (command !== 'TransactWriteItemsCommand') return undefined;
    writes++;
    return throttled ? 'throttle' : undefined;
  });
  const store = storeAt(clock, client);
  for (let vote = 0; vote < 200; vote++) await expect(store.recordVote(newVote())).rejects.toThrow(Busy);
  expect(writes).toBeLessThan(40);
  throttled = false;
  const other = `${articleId}-other` as ArticleId;
  await store.recordVote({ ...newVote(), articleId: other });
  clock.now += 5000;
  await store.recordVote(newVote());
});

test('two throttled writes in a row open further partition keys; two that are far apart do not', async () => {
  const clock = { now: Date.UTC(2026, 0, 1) };
  const client = database.connect();
  let throttles = 0;
  injectFaults(client, (command) => {
    if (command !== 'TransactWriteItemsCommand' || throttles === 0) return undefined;
    throttles--;
    return 'throttle';
  });
  const low = seeded(run);
  const store = storeAt(clock, client, () => low() * 0.19);
  const layout = async () => (await readTally(database.client, database.table, articleId)).layout;
  // Each recorded vote earns a tenth of a retry.
  const earn = async () => {
    for (let vote = 0; vote < 20; vote++)
      await store.recordVote({ ...newVote(), articleId: `${articleId}-2` as ArticleId });
    clock.now += 10_000;
  };
  for (let vote = 0; vote < 6; vote++) {
    await earn();
    throttles = 1;
    await store.recordVote(newVote());
  }
  expect(await layout()).toMatchObject({ first: 1, next: 1 });
  await earn();
  throttles = 2;
  await store.recordVote(newVote());
  expect((await layout()).next).toBeGreaterThan(1);
});

test('a hot article opens further partition keys, and folds them when it has been quiet', async () => {
  const clock = { now: Date.UTC(2026, 0, 1) };
  // Random numbers low enough to open further keys whenever the measurement calls for them.
  const low = seeded(run);
  const store = storeAt(clock, database.client, () => low() * 0.19);
  const layout = async () => (await readTally(database.client, database.table, articleId)).layout;
  const at = async (perSecond: number, votes: number) => {
    for (let vote = 0; vote < votes; vote++) {
      await store.recordVote(newVote());
      clock.now += 1000 / perSecond;
    }
  };
  await at(100, 100);
  expect(await layout()).toMatchObject({ first: 1, next: 1 });
  await at(1000, 1500);
  const hot = await layout();
  expect(hot.next - hot.first).toBeGreaterThanOrEqual(3);
  clock.now += 600_000;
  await at(1, 12);
  expect(await layout()).toMatchObject({ first: hot.next, next: hot.next });
  expect(await store.readTallies([articleId])).toEqual([[0, 0, 0, 1612, 0]]);
  expect(differences(await audit(database.client, database.table))).toEqual([]);
});

test('an answer for a very hot article reads the key that holds the vote, and the other keys once a second', async () => {
  const clock = { now: Date.UTC(2026, 0, 1) };
  const client = database.connect();
  await openFurtherKeys(
    client,
    database.table,
    articleId,
    (await readTally(client, database.table, articleId)).layout,
    7,
    clock.now,
  );
  let reads = 0;
  injectFaults(client, (command) => {
    if (command === 'QueryCommand') reads++;
    return undefined;
  });
  const store = storeAt(clock, client);
  const readsOf = async () => {
    reads = 0;
    const { tally } = await store.recordVote(newVote());
    return { reads, votes: tally[3] };
  };
  expect(await readsOf()).toEqual({ reads: 8, votes: 1 });
  for (let votes = 2; votes <= 9; votes++) expect(await readsOf()).toMatchObject({ reads: 1 });
  clock.now += 1100;
  expect(await readsOf()).toEqual({ reads: 8, votes: 10 });
});
