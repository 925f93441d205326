import { paginateScan } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../../../lambda/domain/article-id.ts';
import { Busy, ProofUsed, TooManyVotes } from '../../../../lambda/domain/errors.ts';
import type { Network } from '../../../../lambda/domain/network.ts';
import type { Rating } from '../../../../lambda/domain/rating.ts';
import type { VoterId } from '../../../../lambda/domain/voter-id.ts';
import { DailySalt } from '../../../../lambda/storage/vote/daily-salt.ts';
import { NetworkLimit } from '../../../../lambda/storage/vote/network-limit.ts';
import { audit, differences } from '../../../support/audit.ts';
import { openDatabase } from '../../../support/database.ts';
import type { Database } from '../../../support/database.ts';
import { injectFaults } from '../../../support/inject-faults.ts';
import { storageEngines } from '../../../support/storage-engines.ts';
import { storeOn, UNHURRIED } from '../../../support/store-on.ts';

describe.each(storageEngines())('on %s', (engine) => {
  let database: Database;
  // Dates in the future: DynamoDB Local deletes expired items by the real clock.
  let now = Date.UTC(2100, 0, 1, 12);
  let days = 0;

  beforeAll(async () => {
    database = await openDatabase(engine);
  });
  afterAll(() => database.close());
  beforeEach(() => {
    now = Date.UTC(2100, 0, 1 + days++, 12);
  });

  const clockAndRandom = { ...UNHURRIED, now: () => now };
  const open = (perArticle: number, inTotal = 0) => {
    const salt = new DailySalt(database.client, database.table);
    const networkLimit = new NetworkLimit(database.table, salt, { perArticle, inTotal });
    return storeOn(database, { networkLimit, clockAndRandom });
  };
  const office = '192.0.2.1' as Network;
  let articles = 0;
  const freshArticle = () => `limited-${articles++}` as ArticleId;
  const vote = (articleId: ArticleId, voter: number, rating: Rating | null = 4) => ({
    articleId,
    voterId: `voter-number-${voter}` as VoterId,
    rating,
  });
  const count = async (articleId: ArticleId) =>
    (await open(1).readTallies([articleId]))[0]?.reduce((sum, votes) => sum + votes);

  test('counts the voters of one network on ever new articles up to the limit in total', async () => {
    const store = open(0, 25);
    const articles = Array.from({ length: 40 }, freshArticle);
    const results = await Promise.allSettled(
      articles.map((articleId, voter) => store.recordVote(vote(articleId, voter), { network: office })),
    );
    const refusals = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    expect(refusals).toHaveLength(15);
    expect(refusals.every((reason) => reason instanceof TooManyVotes)).toBe(true);
    const tallies = await store.readTallies(articles);
    expect(tallies.flat().reduce((sum, votes) => sum + votes)).toBe(25);
    const elsewhere = { network: '192.0.2.2' as Network };
    expect(await store.recordVote(vote(freshArticle(), 1), elsewhere)).toMatchObject({ effect: 'recorded' });
  });

  test('each of the two limits refuses on its own, and a refused voter counts towards neither', async () => {
    const store = open(2, 3);
    const [first, second] = [freshArticle(), freshArticle()];
    await store.recordVote(vote(first, 1), { network: office });
    await store.recordVote(vote(first, 2), { network: office });
    await expect(store.recordVote(vote(first, 3), { network: office })).rejects.toThrow(TooManyVotes);
    await store.recordVote(vote(second, 3), { network: office });
    await expect(store.recordVote(vote(second, 4), { network: office })).rejects.toThrow(TooManyVotes);
    expect(await store.recordVote(vote(second, 3, 1), { network: office })).toMatchObject({ effect: 'changed' });
  });

  test('counts a voter who withdraws without a vote, since that creates an item as well', async () => {
    const store = open(2);
    const articleId = freshArticle();
    const withdraw = (voter: number) => store.recordVote(vote(articleId, voter, null), { network: office });
    await withdraw(1);
    await withdraw(2);
    await expect(withdraw(3)).rejects.toThrow(TooManyVotes);
    expect(await withdraw(1)).toMatchObject({ effect: 'unchanged' });
  });

  test('a withdrawal without a vote spends its proof of work, and repeating it needs none', async () => {
    const store = open(30);
    const articleId = freshArticle();
    const proof = { id: `proof-of-${articleId}`, expiresAt: Math.floor(now / 1000) + 600 };
    const withdraw = (voter: number) => store.recordVote(vote(articleId, voter, null), { network: office, proof });
    await withdraw(1);
    await expect(withdraw(2)).rejects.toThrow(ProofUsed);
    expect(await withdraw(1)).toMatchObject({ effect: 'unchanged' });
  });

  test('counts new voters of one network up to its limit, however fast they vote', async () => {
    const store = open(30);
    const articleId = freshArticle();
    const results = await Promise.allSettled(
      Array.from({ length: 100 }, (_, voter) => store.recordVote(vote(articleId, voter), { network: office })),
    );
    const refusals = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    expect(refusals).toHaveLength(70);
    expect(refusals.every((reason) => reason instanceof TooManyVotes)).toBe(true);
    expect(await count(articleId)).toBe(30);
    expect(differences(await audit(database.client, database.table))).toEqual([]);
  });

  test('sets Retry-After to the end of the UTC day, and accepts new voters then', async () => {
    const store = open(1);
    const articleId = freshArticle();
    await store.recordVote(vote(articleId, 1), { network: office });
    await expect(store.recordVote(vote(articleId, 2), { network: office })).rejects.toMatchObject({
      code: 'too_many_votes',
      retryAfterSeconds: 43_200,
    });
    now += 43_200_000;
    days++;
    await store.recordVote(vote(articleId, 2), { network: office });
    expect(await count(articleId)).toBe(2);
  });

  test('never limits changing or withdrawing a vote, other articles, or other networks', async () => {
    const store = open(1);
    const [articleId, other] = [freshArticle(), freshArticle()];
    await store.recordVote(vote(articleId, 1), { network: office });
    await expect(store.recordVote(vote(articleId, 2), { network: office })).rejects.toThrow(TooManyVotes);
    expect(await store.recordVote(vote(articleId, 1, 5), { network: office })).toMatchObject({ effect: 'changed' });
    expect(await store.recordVote(vote(other, 2), { network: office })).toMatchObject({ effect: 'recorded' });
    expect(await store.recordVote(vote(articleId, 3), { network: '192.0.2.2' as Network })).toMatchObject({
      effect: 'recorded',
    });
    expect(await store.recordVote(vote(articleId, 1, null), { network: office })).toMatchObject({
      effect: 'withdrawn',
    });
  });

  test('holds across function instances, which share the salt of the day', async () => {
    const articleId = freshArticle();
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, voter) => open(3).recordVote(vote(articleId, voter), { network: office })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  });

  test('waits while the salt cannot be read or created, and answers busy at the deadline', async () => {
    for (const [failures, outcome] of [
      [4, { effect: 'recorded' }],
      [Infinity, Busy],
    ] as const) {
      const client = database.connect();
      let left: number = failures;
      injectFaults(client, (command) => {
        if (command !== 'GetItemCommand' && command !== 'PutItemCommand') return undefined;
        return left-- > 0 ? 'throttle' : undefined;
      });
      let elapsed = 0;
      const sleep = (ms: number) => Promise.resolve(void (elapsed += ms));
      const networkLimit = new NetworkLimit(database.table, new DailySalt(client, database.table), {
        perArticle: 5,
        inTotal: 0,
      });
      const store = storeOn(database, {
        networkLimit,
        clockAndRandom: { ...clockAndRandom, elapsed: () => elapsed, sleep },
      });
      const recorded = store.recordVote(vote(freshArticle(), 1), { network: office });
      if (outcome === Busy) await expect(recorded).rejects.toThrow(Busy);
      else expect(await recorded).toMatchObject(outcome);
    }
  });

  test('stores no address, and everything it stores expires two days after the start of the day', async () => {
    const articleId = freshArticle();
    await open(5).recordVote(vote(articleId, 1), { network: office });
    const kept: Record<string, unknown>[] = [];
    for await (const page of paginateScan({ client: database.client }, { TableName: database.table })) {
      kept.push(...(page.Items ?? []));
    }
    expect(JSON.stringify(kept)).not.toContain(office);
    const dayAfterTomorrow = (Math.floor(now / 86_400_000) + 2) * 86_400;
    const ofToday = kept.filter(
      ({ pk, expiresAt }) => /^(SALT|NETWORK)#/.test(String(pk)) && expiresAt === dayAfterTomorrow,
    );
    expect(ofToday.map(({ pk }) => String(pk).split('#')[0]).sort()).toEqual(['NETWORK', 'SALT']);
    expect(kept.filter(({ pk, expiresAt }) => /^(SALT|NETWORK)#/.test(String(pk)) && expiresAt === undefined)).toEqual(
      [],
    );
  });
});
