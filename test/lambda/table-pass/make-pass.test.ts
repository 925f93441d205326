import { DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import type { Rating } from '../../../lambda/domain/rating.ts';
import { QUIET } from '../../../lambda/storage/tally/article-layout.ts';
import { openFurtherKeys } from '../../../lambda/storage/tally/open-further-keys.ts';
import { takePassLease } from '../../../lambda/storage/pass-state/pass-lease.ts';
import { readTopList, writeTopList } from '../../../lambda/storage/top-lists.ts';
import type { Mail } from '../../../lambda/table-pass/digest.ts';
import { makePass } from '../../../lambda/table-pass/make-pass.ts';
import type { PassEvent, PassOptions } from '../../../lambda/table-pass/make-pass.ts';
import { seed } from '../../../operator/commands/seed.ts';
import { top } from '../../../operator/commands/top.ts';
import { seeded } from '../../support/chance.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { sessionOn } from '../../support/operator-session.ts';
import { voterId } from '../../support/voters.ts';
import { storeOn } from '../../support/store-on.ts';

let database: Database;
beforeEach(async () => {
  database = await openDatabase('dynoxide');
});
afterEach(() => database.close());

const vote = (articleId: string, voter: number, rating: Rating) =>
  storeOn(database).recordVote({
    articleId: articleId as ArticleId,
    voterId: voterId(voter),
    rating,
  });

/** Makes a pass as the schedule does, and repeats invocations as Lambda would. */
async function pass(
  event: PassEvent,
  timeIsUp: () => boolean = () => false,
  requestId = 'one',
  other: Partial<PassOptions> = {},
) {
  const mails: Mail[] = [];
  const logged: object[] = [];
  const invocations: PassEvent[] = [event];
  for (const each of invocations) {
    const options = {
      ...{ client: database.client, table: database.table, stackName: 'Blog', keepLists: 86_400, requestId },
      unitsPerSecond: { read: 1e6, write: 1e6 },
      invokeSelf: (next: PassEvent) => Promise.resolve(invocations.push(next)),
      send: (mail: Mail) => Promise.resolve(mails.push(mail)),
      log: (_: string, details: object) => logged.push(details),
      ...other,
    };
    await makePass(options, each, timeIsUp);
  }
  return { mails, invocations, logged };
}

const keysBeginningWith = async (prefix: string) => {
  const { Items = [] } = await database.client.send(new ScanCommand({ TableName: database.table }));
  return Items.map(({ pk }) => String(pk)).filter((pk) => pk.startsWith(prefix));
};

test('writes the lists that visitors read', async () => {
  await vote('blog/a', 1, 5);
  await vote('blog/a', 2, 4);
  await vote('shop/b', 1, 2);
  await pass({});
  const list = await readTopList(database.client, database.table, 'blog/');
  expect(list?.articles).toEqual([{ articleId: 'blog/a', tally: [0, 0, 0, 1, 1] }]);
  expect(list?.prior).toEqual({ mean: 11 / 3, votes: 10 });
  expect(await readTopList(database.client, database.table, 'nothing/')).toBeUndefined();
});

test('ranks a site as ratings top does, even if it is stopped after every page', async () => {
  const session = sessionOn(database, { local: true });
  await seed(session, { articles: 60, votes: 12_000 }, seeded(jest.getSeed()));
  const { invocations, logged } = await pass({}, () => true);
  expect(invocations.length).toBeGreaterThan(1);
  // docs/cost.md is based on these figures.
  const { readUnits, items } = logged.at(-1) as { readUnits: number; items: number };
  expect(readUnits / items).toBeGreaterThan(0.014);
  expect(readUnits / items).toBeLessThan(0.02);
  expect(await keysBeginningWith('PASS#')).toEqual([]);
  const list = await readTopList(database.client, database.table, '');
  const { json } = await top(session, { by: 'average', limit: 100, priorVotes: 10 });
  expect(list?.articles.map(({ articleId }) => articleId)).toEqual(
    (json as { articles: { articleId: string }[] }).articles.map(({ articleId }) => articleId),
  );
});

test('counts the units of a crowded article, whose further keys are read one by one', async () => {
  await vote('blog/a', 1, 5);
  const units = async () => ((await pass({})).logged.at(-1) as { readUnits: number }).readUnits;
  const before = await units();
  await openFurtherKeys(database.client, database.table, 'blog/a' as ArticleId, QUIET, 8, 0);
  expect(await units()).toBeGreaterThan(before + 8);
});

test('sends one digest, with the votes of the week and what is suspicious', async () => {
  for (let voter = 0; voter < 30; voter++) await vote('blog/stuffed', voter, 1);
  for (let voter = 0; voter < 12; voter++) await vote('blog/good', voter, voter === 0 ? 1 : 5);
  for (let voter = 0; voter < 40; voter++) await vote(`blog/other-${voter % 4}`, voter, voter % 3 === 0 ? 4 : 5);
  expect((await pass({})).mails).toEqual([]);
  const { mails } = await pass({ digest: true }, () => true);
  expect(mails).toHaveLength(1);
  const [{ subject, body }] = mails as [Mail];
  expect(subject).toBe('Ratings: 82 votes in seven days, 1 suspicious group');
  expect(body).toContain('82 votes in these seven days on 6 articles; 0 in the seven days before.');
  expect(body).toMatch(/Most votes in these seven days\n {2}1\.00 stars, 30 votes: blog\/stuffed\n/);
  expect(body).toMatch(/Worst rated, of those with 10 votes or more\n {2}1\.00 stars, 30 votes: blog\/stuffed\n/);
  expect(body).toMatch(/Suspicious\n {2}blog\/stuffed, .* UTC: 30 votes where none is usual; all were one star/);
  expect(body).toContain('npx --no -- ratings suspects --stack Blog');
});

test('the digest of an empty table reports no votes', async () => {
  const { mails } = await pass({ digest: true });
  expect(mails[0]?.subject).toBe('Ratings: 0 votes in seven days');
  expect(mails[0]?.body).toContain('No votes yet.');
  expect((await readTopList(database.client, database.table, ''))?.articles).toEqual([]);
});

describe('concurrent passes', () => {
  const begin = (passId: string) =>
    takePassLease(database.client, database.table, { passId, resumeFrom: undefined, resumedFrom: undefined }, false);
  const list = () => readTopList(database.client, database.table, '');

  test('run as one: the second leaves the lists to the first, which sends the digest for both', async () => {
    expect(await begin('one')).toBe(true);
    expect((await pass({ digest: true }, undefined, 'two')).logged).toEqual([{ passId: 'two' }]);
    expect(await list()).toBeUndefined();
    expect((await pass({}, undefined, 'one')).mails).toHaveLength(1);
    expect(await list()).toBeDefined();
    expect((await pass({}, undefined, 'three')).mails).toEqual([]);
  });

  test('a later pass takes over from a dead one and sends the requested digest', async () => {
    await begin('one');
    await pass({ digest: true }, undefined, 'two');
    jest.useFakeTimers({
      now: Date.now() + 1_100_000,
      doNotFake: ['setTimeout', 'setImmediate', 'nextTick', 'queueMicrotask'],
    });
    expect((await pass({}, undefined, 'three')).mails).toHaveLength(1);
    jest.useRealTimers();
  });

  test('only one runs, however many begin at once', async () => {
    const taken = await Promise.all(Array.from({ length: 20 }, (_, index) => begin(`pass-${index}`)));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });
});

describe('an invocation that Lambda repeats', () => {
  test('sends the digest that another pass requested, after sending failed', async () => {
    await takePassLease(
      database.client,
      database.table,
      { passId: 'one', resumeFrom: undefined, resumedFrom: undefined },
      false,
    );
    await pass({ digest: true }, undefined, 'two');
    await expect(pass({}, undefined, 'one', { send: () => Promise.reject(new Error('SNS')) })).rejects.toThrow('SNS');
    expect((await pass({}, undefined, 'one')).mails).toHaveLength(1);
  });

  test('sends the digest once, even if the answer to its last call is lost', async () => {
    let lost = 0;
    const lossy = database.client;
    const send = lossy.send.bind(lossy) as (command: object) => Promise<unknown>;
    const spy = jest.spyOn(lossy, 'send').mockImplementation((async (command: object) => {
      const answer = await send(command);
      const isEnd = command instanceof DeleteCommand && command.input.Key?.['sk'] === 'LEASE';
      // The SDK repeats a call without an answer.
      return isEnd && lost++ === 0 ? send(command) : answer;
    }) as never);
    const { mails } = await pass({ digest: true });
    spy.mockRestore();
    expect([lost, mails.length]).toEqual([1, 1]);
  });

  test('does nothing after the next invocation has begun, or after the pass has ended', async () => {
    await seed(sessionOn(database, { local: true }), { articles: 60, votes: 3_000 }, seeded(jest.getSeed()));
    const { invocations } = await pass({}, () => true);
    const before = await readTopList(database.client, database.table, '');
    await vote('blog/new', 1, 5);
    for (const event of invocations.slice(1)) expect((await pass(event)).logged).toEqual([{ passId: 'one' }]);
    expect(await readTopList(database.client, database.table, '')).toEqual(before);
    expect(await keysBeginningWith('PASS#')).toEqual([]);
  });
});

test('an older list does not replace a newer one', async () => {
  const list = (hour: number, count: number) =>
    writeTopList(
      ...([database.client, database.table, ''] as const),
      {
        asOf: new Date(Date.now() + hour * 3_600_000).toISOString(),
        prior: { mean: 4, votes: 10 },
        articles: [{ articleId: 'blog/a' as ArticleId, tally: [0, 0, 0, 0, count] }],
      },
      86_400,
    );
  expect(await list(0, 2)).toBeGreaterThan(0);
  expect(await list(-1, 1)).toBe(0);
  expect((await readTopList(database.client, database.table, ''))?.articles[0]?.tally).toEqual([0, 0, 0, 0, 2]);
});

test('an expired list is not shown, even before DynamoDB deletes it', async () => {
  await vote('blog/a', 1, 5);
  await pass({}, undefined, 'one', { keepLists: -1 });
  expect(await keysBeginningWith('TOP#')).not.toEqual([]);
  expect(await readTopList(database.client, database.table, '')).toBeUndefined();
});

test('writes lists over several invocations if they take longer than one', async () => {
  for (let voter = 0; voter < 6; voter++) await vote(`site-${voter}/page`, voter, 5);
  const { invocations, logged } = await pass({}, () => true);
  expect(invocations.length).toBeGreaterThan(5);
  expect(logged.at(-1)).toMatchObject({ lists: 7 });
  expect((await readTopList(database.client, database.table, 'site-5/'))?.articles).toHaveLength(1);
});
