import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../../../lambda/domain/article-id.ts';
import type { Rating } from '../../../../lambda/domain/rating.ts';
import type { VoterId } from '../../../../lambda/domain/voter-id.ts';
import { foldKey } from '../../../../lambda/storage/tally/fold-key.ts';
import type { DynamoDBRatingStore } from '../../../../lambda/storage/dynamodb-rating-store.ts';
import { articlePartition, IMPORTED_PREFIX, voteKey } from '../../../../lambda/storage/items/keys.ts';
import { openFurtherKeys } from '../../../../lambda/storage/tally/open-further-keys.ts';
import { readTally } from '../../../../lambda/storage/tally/read-tally.ts';
import { verify } from '../../../../operator/commands/verify.ts';
import { audit, differences } from '../../../support/audit.ts';
import { seeded } from '../../../support/chance.ts';
import { openDatabase } from '../../../support/database.ts';
import type { Database } from '../../../support/database.ts';
import { hurried, sessionOn } from '../../../support/operator-session.ts';
import { storageEngines } from '../../../support/storage-engines.ts';
import { storeOn } from '../../../support/store-on.ts';

describe.each(storageEngines())('on %s', (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase(engine);
  });
  afterAll(() => database.close());

  let run = 0;
  let articleId: ArticleId;
  beforeEach(() => {
    articleId = `hot-${run++}` as ArticleId;
  });
  const voter = (index: number) => `voter-of-this-test-${index}` as VoterId;
  const newStore = (random = seeded(run)) => storeOn(database, { clockAndRandom: hurried(random) });
  const layout = async () => (await readTally(database.client, database.table, articleId)).layout;
  const open = async (count: number) =>
    openFurtherKeys(database.client, database.table, articleId, await layout(), count, Date.now());
  const fold = async () => foldKey(database.client, database.table, articleId, await layout(), Date.now());
  const right = async () => {
    expect(differences(await audit(database.client, database.table))).toEqual([]);
    expect(await verify(sessionOn(database), false)).toMatchObject({
      exitCode: 0,
      json: { differences: [], findings: [] },
    });
  };

  test('votes spread over the open keys, and reads add up all of them', async () => {
    const store = newStore();
    await store.recordVote({ articleId, voterId: voter(0), rating: 5 });
    await open(3);
    for (let index = 1; index <= 20; index++) {
      const rating = ((index % 5) + 1) as Rating;
      await store.recordVote({ articleId, voterId: voter(index), rating });
    }
    expect(await newStore().readTallies([articleId])).toEqual([[4, 4, 4, 4, 5]]);
    const shards = await Promise.all(
      Array.from(
        { length: 20 },
        async (_, index) => (await database.get(voteKey(articleId, voter(index + 1))))?.['shard'],
      ),
    );
    expect(new Set(shards.map((shard) => /^(\d+)\./.exec(String(shard))?.[1])).size).toBe(4);
    await right();
  });

  test('a store that does not know the open keys changes and withdraws votes in the shards that count them', async () => {
    await open(4);
    const knowing = newStore();
    await knowing.recordVote({ articleId, voterId: voter(0), rating: 1 });
    for (let index = 1; index < 12; index++) await knowing.recordVote({ articleId, voterId: voter(index), rating: 2 });
    for (let index = 1; index < 12; index++) {
      const rating = index % 2 === 0 ? null : 5;
      await newStore().recordVote({ articleId, voterId: voter(index), rating });
    }
    expect(await newStore().readTallies([articleId])).toEqual([[1, 0, 0, 0, 6]]);
    await right();
  });

  test('folded keys keep their votes, which can still be changed and withdrawn', async () => {
    await open(3);
    const stale = newStore();
    for (let index = 0; index < 16; index++) await stale.recordVote({ articleId, voterId: voter(index), rating: 3 });
    await fold();
    await fold();
    expect(await layout()).toMatchObject({ first: 3, next: 4 });
    expect(await newStore().readTallies([articleId])).toEqual([[0, 0, 16, 0, 0]]);
    await right();
    // The layout that this store has cached still lists the folded keys as open.
    for (let index = 0; index < 8; index++) await stale.recordVote({ articleId, voterId: voter(index), rating: 4 });
    for (let index = 16; index < 32; index++) await stale.recordVote({ articleId, voterId: voter(index), rating: 1 });
    for (let index = 8; index < 12; index++)
      await newStore().recordVote({ articleId, voterId: voter(index), rating: null });
    expect(await newStore().readTallies([articleId])).toEqual([[16, 0, 4, 8, 0]]);
    await fold();
    await open(2);
    expect(await layout()).toMatchObject({ first: 4, next: 6 });
    for (let index = 0; index < 32; index++) await stale.recordVote({ articleId, voterId: voter(index), rating: 5 });
    expect(await newStore().readTallies([articleId])).toEqual([[0, 0, 0, 0, 32]]);
    await right();
  });

  test('two concurrent writers open further keys only once', async () => {
    const seen = await layout();
    const both = [1, 2].map(() => openFurtherKeys(database.client, database.table, articleId, seen, 2, Date.now()));
    const outcomes = await Promise.allSettled(both);
    expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect(await layout()).toMatchObject({ first: 1, next: 3 });
    const { Count } = await database.client.send(
      new QueryCommand({
        TableName: database.table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': `TALLY#1#${articleId}` },
      }),
    );
    expect(Count).toBe(32);
  });

  test('an import between two votes opens no partition keys', async () => {
    let clock = Date.UTC(2026, 0, 1);
    const clockAndRandom = { ...hurried(() => 0), now: () => clock, elapsed: () => clock };
    const store = storeOn(database, { clockAndRandom });
    await store.recordVote({ articleId, voterId: voter(0), rating: 5 });
    const Item = { pk: articlePartition(articleId), sk: `${IMPORTED_PREFIX}csv`, s5: 120_000 };
    await database.client.send(new PutCommand({ TableName: database.table, Item }));
    clock += 20_000;
    const { tally } = await store.recordVote({ articleId, voterId: voter(1), rating: 4 });
    expect(tally).toEqual([0, 0, 0, 1, 120_001]);
    expect(await layout()).toMatchObject({ first: 1, next: 1 });
  });

  test('an article with one vote an hour folds its keys, whichever function instance gets the vote', async () => {
    await open(3);
    for (let hour = 1; hour <= 3; hour++) {
      const clockAndRandom = { ...hurried(seeded(hour)), now: () => Date.now() + hour * 3_600_000 };
      const store = storeOn(database, { clockAndRandom });
      const { tally } = await store.recordVote({ articleId, voterId: voter(hour), rating: 5 });
      expect(tally).toEqual([0, 0, 0, 0, hour]);
      expect(await layout()).toMatchObject({ first: 1 + hour, next: 4 });
    }
    await right();
  });

  test('a repair keeps partition keys that were opened while it ran', async () => {
    await newStore().recordVote({ articleId, voterId: voter(0), rating: 5 });
    await open(1);
    await database.client.send(
      new UpdateCommand({
        TableName: database.table,
        Key: { pk: articlePartition(articleId), sk: 'TALLY#00' },
        UpdateExpression: 'SET s5 = :wrong',
        ExpressionAttributeValues: { ':wrong': 9 },
      }),
    );
    const seen = await layout();
    const client = database.connect();
    let opened = false;
    // After the repair has read the article, and before it writes.
    client.middlewareStack.add(
      (next) => async (args) => {
        const { TransactItems = [] } = args.input as TransactWriteCommandInput;
        if (!opened && TransactItems.some(({ Put }) => Put?.Item?.['sk'] === 'TALLY#spread')) {
          opened = true;
          await openFurtherKeys(database.client, database.table, articleId, seen, 3, Date.now());
        }
        return next(args);
      },
      { step: 'initialize' },
    );
    await verify(sessionOn(database, { client }), true);
    expect(opened).toBe(true);
    expect(await layout()).toMatchObject({ first: 1, next: 5 });
    await right();
  });

  test('partition keys are not opened while a recount holds the article', async () => {
    await open(1);
    const Key = { pk: articlePartition(articleId), sk: 'TALLY#spread' };
    const mark = `${new Date(Date.now() + 60_000).toISOString()}#mark`;
    await database.client.send(
      new UpdateCommand({
        ...{ TableName: database.table, Key, UpdateExpression: 'SET recount = :mark' },
        ExpressionAttributeValues: { ':mark': mark },
      }),
    );
    expect(await open(2)).toBeUndefined();
    expect(await layout()).toMatchObject({ first: 1, next: 2 });
    expect(await database.get(Key)).toMatchObject({ recount: mark });
  });

  test('the answer to a vote sent twice counts the votes of a folded key once', async () => {
    const one = storeOn(database, {
      ...{ clockAndRandom: hurried(seeded(3)), mostKeys: 1 },
    });
    const say = (store: DynamoDBRatingStore, index: number) =>
      store.recordVote({ articleId, voterId: voter(index), rating: 5 }, { previous: 5 });
    await open(5);
    for (let index = 0; index <= 40; index++) await one.recordVote({ articleId, voterId: voter(index), rating: 5 });
    await fold();
    const shards = await Promise.all(
      Array.from({ length: 41 }, async (_, index) => (await database.get(voteKey(articleId, voter(index))))?.['shard']),
    );
    const folded = shards.findIndex((shard) => String(shard).startsWith('1.'));
    expect(folded).toBeGreaterThanOrEqual(0);
    const client = database.connect();
    let armed = false;
    client.middlewareStack.add(
      (next, context) => async (args) => {
        if (armed && context.commandName === 'PutItemCommand') {
          armed = false;
          await say(one, folded);
        }
        return next(args);
      },
      { step: 'finalizeRequest', name: 'sayItFirst' },
    );
    const two = storeOn({ client, table: database.table }, { clockAndRandom: hurried(seeded(4)), mostKeys: 1 });
    await say(two, folded === 0 ? 1 : 0);
    armed = true;
    expect((await say(two, folded)).tally).toEqual([0, 0, 0, 0, 41]);
    expect(armed).toBe(false);
  });

  test('no shard ever counts below zero', async () => {
    await open(2);
    const random = seeded(11);
    const stores = [newStore(random), newStore(random), newStore(random)];
    for (let turn = 0; turn < 150; turn++) {
      const rating = random() < 0.3 ? null : ((Math.floor(random() * 5) + 1) as Rating);
      const vote = { articleId, voterId: voter(Math.floor(random() * 8)), rating };
      await stores[turn % 3]?.recordVote(vote);
      if (turn === 60 || turn === 90) await fold();
    }
    const items = await Promise.all(
      [`ARTICLE#${articleId}`, ...[1, 2].map((key) => `TALLY#${key}#${articleId}`)].map(async (pk) => {
        const { Items = [] } = await database.client.send(
          new QueryCommand({
            TableName: database.table,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': pk },
          }),
        );
        return Items;
      }),
    );
    const counts = items
      .flat()
      .flatMap((item) => ['s1', 's2', 's3', 's4', 's5'].map((star) => Number(item[star] ?? 0)));
    expect(Math.min(...counts)).toBe(0);
    await right();
  });
});
