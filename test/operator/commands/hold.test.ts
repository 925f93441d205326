import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import { Unconfirmed } from '../../../lambda/domain/errors.ts';
import type { Rating } from '../../../lambda/domain/rating.ts';
import { changeVotes } from '../../../operator/changes/change-votes.ts';
import { shardKey, voteKey, voterPartition } from '../../../lambda/storage/items/keys.ts';
import { forget } from '../../../operator/commands/forget.ts';
import { hold } from '../../../operator/commands/hold.ts';
import { release } from '../../../operator/commands/release.ts';
import { removeMatching } from '../../../operator/commands/remove-votes.ts';
import { reset } from '../../../operator/commands/reset.ts';
import { show } from '../../../operator/commands/show.ts';
import { verify } from '../../../operator/commands/verify.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { injectFaults } from '../../support/inject-faults.ts';
import { hurried, sessionOn } from '../../support/operator-session.ts';
import { runRatings } from '../../support/operator-process.ts';
import { voterId } from '../../support/voters.ts';
import { renameOne } from '../../../operator/move/renaming.ts';
import { storeOn, UNHURRIED } from '../../support/store-on.ts';
import { move } from '../../../operator/move/move-articles.ts';

let database: Database;
beforeEach(async () => {
  database = await openDatabase('dynoxide');
});
afterEach(async () => {
  expect(await verify(session(), false)).toMatchObject({ exitCode: 0 });
  await database.close();
});

const article = 'article' as ArticleId;
const DAYS = { keepDays: 90 };
const session = (now?: number) =>
  sessionOn(database, now === undefined ? {} : { clockAndRandom: { ...UNHURRIED, now: () => now } });
const store = (now = Date.now()) => storeOn(database, { clockAndRandom: { ...UNHURRIED, now: () => now } });
const vote = (voter: number, rating: Rating | null, previous?: Rating) =>
  store().recordVote({ articleId: article, voterId: voterId(voter), rating }, { previous });
const stored = (voter: number, id = article) => database.get(voteKey(id, voterId(voter)));
const tally = async (id = article) => (await store().readTallies([id]))[0];
/** Records votes with these ratings on a day of 2026. */
const voted = (day: string, ...ratings: Rating[]) =>
  changeVotes(
    database.client,
    database.table,
    ratings.map((rating, index) => [
      {
        ...{ voter: voterPartition(voterId(`${day}-${index}`)), articleId: article, before: null },
        after: { rating, votedAt: `2026-${day}T12:00:00.000Z` },
      },
    ]),
  );

test('holds votes of a period and a rating, and restores them on release', async () => {
  await voted('11-01', 5, 5, 4, 1);
  await voted('11-20', 1, 1, 1, 2, 5);
  const key = voteKey(article, voterId('11-20-0'));
  const before = await database.get(key);
  const held = await hold(session(), article, {
    ...DAYS,
    from: '2026-11-20T00:00:00.000Z',
    to: '2026-11-21T00:00:00.000Z',
    rating: [1, 2],
  });
  expect(held).toMatchObject({ exitCode: 0, json: { votes: 4, distribution: [3, 1, 0, 0, 0], done: true } });
  expect(held.json).toMatchObject({ before: { count: 9 }, after: { count: 5, average: 4 } });
  expect(await tally()).toEqual([1, 0, 0, 1, 3]);
  expect((await verify(session(), false)).text).toContain('more votes are held, and are not counted.');
  expect((await verify(session(), true)).json).toMatchObject({ differences: [], findings: [] });
  const { hold: name } = held.json as { hold: string };
  expect(await release(session(), article, { hold: 'another' })).toMatchObject({ exitCode: 1, json: { votes: 0 } });
  expect(await release(session(), article, { hold: name })).toMatchObject({ json: { votes: 4, done: true } });
  expect(await tally()).toEqual([4, 1, 0, 1, 3]);
  expect(before).toMatchObject({ rating: 1 });
  expect(await database.get(key)).toEqual(before);
});

test('a dry run holds and releases nothing', async () => {
  await voted('11-20', 1, 1);
  expect((await hold(session(), article, { ...DAYS, dryRun: true })).json).toMatchObject({ votes: 2, done: false });
  expect(await tally()).toEqual([2, 0, 0, 0, 0]);
  await hold(session(), article, DAYS);
  expect((await release(session(), article, { dryRun: true })).json).toMatchObject({ votes: 2, done: false });
  expect(await tally()).toEqual([0, 0, 0, 0, 0]);
});

describe('a voter whose vote is held', () => {
  beforeEach(async () => {
    await vote(1, 1);
    await vote(2, 5);
    await hold(session(), article, { ...DAYS, rating: [1] });
  });

  test.each([undefined, 1] as const)('gets the usual answers and stays held (previous %s)', async (previous) => {
    const { votedAt } = (await stored(1)) ?? {};
    expect(await vote(1, 1, previous)).toEqual({ effect: 'unchanged', tally: [0, 0, 0, 0, 1] });
    expect(await vote(1, 2, previous)).toEqual({ effect: 'changed', tally: [0, 0, 0, 0, 1] });
    expect(await vote(1, null, previous)).toEqual({ effect: 'withdrawn', tally: [0, 0, 0, 0, 1] });
    expect(await vote(1, 3, previous)).toEqual({ effect: 'recorded', tally: [0, 0, 0, 0, 1] });
    expect(await stored(1)).toMatchObject({ held: 3 });
    expect(String((await stored(1))?.['votedAt']) > String(votedAt)).toBe(true);
    await release(session(), article, {});
    expect(await tally()).toEqual([0, 0, 1, 0, 1]);
    expect(await vote(1, 1)).toEqual({ effect: 'changed', tally: [1, 0, 0, 0, 1] });
  });

  test('has no vote after a release if it was withdrawn', async () => {
    await vote(1, null);
    expect(await stored(1)).not.toHaveProperty('held');
    expect((await release(session(), article, {})).json).toMatchObject({ votes: 1, distribution: [0, 0, 0, 0, 0] });
    expect(await stored(1)).not.toHaveProperty('heldBy');
    expect(await vote(1, 4)).toEqual({ effect: 'recorded', tally: [0, 0, 0, 1, 1] });
  });

  test('is forgotten completely', async () => {
    const voter = voterPartition(voterId(1));
    expect((await forget(session(), voter, false)).json).toMatchObject({ votes: 1 });
    expect((await forget(session(), voter, true)).json).toMatchObject({ votes: 1 });
    expect(Object.keys((await stored(1)) ?? {}).sort()).toEqual(['expiresAt', 'pk', 'sk', 'votedAt']);
  });

  test('counts again after the hold expires, even if the item still exists', async () => {
    const later = Date.now() + 91 * 86_400_000;
    expect((await release(session(later), article, {})).json).toMatchObject({ votes: 0 });
    const vote = { articleId: article, voterId: voterId(1), rating: 1 } as const;
    expect(await store(later).recordVote(vote)).toEqual({ effect: 'recorded', tally: [1, 0, 0, 0, 1] });
    expect(await stored(1)).toMatchObject({ rating: 1 });
  });

  test('stays held if the article moves', async () => {
    const to = `${article}-new` as ArticleId;
    await move(session(), renameOne(article, to));
    expect(await tally(to)).toEqual([0, 0, 0, 0, 1]);
    expect(await stored(1, to)).toMatchObject({ held: 1 });
    await release(session(), to, {});
    expect(await tally(to)).toEqual([1, 0, 0, 0, 1]);
  });

  test.each([
    ['reset', () => reset(session(), article, { yes: true })],
    ['remove-votes', () => removeMatching(session(), { article, from: '2020-01-01T00:00:00.000Z', yes: true })],
  ])('has no vote after %s', async (_, remove) => {
    expect((await remove()).json).toMatchObject({ votes: 2 });
    expect(await release(session(), article, {})).toMatchObject({ json: { votes: 0 } });
    expect(await tally()).toEqual([0, 0, 0, 0, 0]);
  });
});

test('show and release list the names of holds', async () => {
  await vote(1, 1);
  await vote(2, 1);
  await vote(3, 5);
  const held = (await hold(session(), article, { ...DAYS, rating: [1] })).json as { hold: string; until: string };
  const later = (await hold(session(), article, { ...DAYS, rating: [5] })).json as { hold: string };
  await vote(2, null);
  const line = `${held.hold}: 2 votes, 1 of them withdrawn, until ${held.until.slice(0, 10)}`;
  expect((await show(session(), [article], false)).text).toContain(`\n  ${line}`);
  expect((await release(session(), article, { hold: 'nonsense' })).text).toContain(`Held: ${line}.`);
  expect((await release(session(), article, { hold: held.hold })).text).toContain(
    '1 of them had been withdrawn by their voter',
  );
  expect((await show(session(), [article], false)).json).toMatchObject([{ holds: [{ hold: later.hold, votes: 1 }] }]);
});

test('show reports the number of held votes, and the time of the last vote that counts', async () => {
  await voted('11-20', 1, 1);
  await voted('11-01', 5);
  await hold(session(), article, { ...DAYS, rating: [1] });
  const { json, text } = await show(session(), [article], false);
  expect(json).toMatchObject([{ count: 1, held: 2, lastVote: '2026-11-01T12:00:00.000Z' }]);
  expect(text).toContain('Held: 2, which are not counted');
});

test('a hold leaves no recount mark on the shard, so that a recount notices it', async () => {
  await vote(1, 1);
  const key = shardKey(article, '00');
  // As a first round of a recount marks it: without a time, so that it blocks no write.
  const Item = { ...(await database.get(key)), recount: '#round' };
  await database.client.send(new PutCommand({ TableName: database.table, Item }));
  await hold(session(), article, DAYS);
  expect(Item).toMatchObject({ s1: 1 });
  expect(await database.get(key)).toEqual({ ...key, s1: 0 });
});

test('a vote without a time is held and released', async () => {
  await vote(1, 1);
  const Item = Object.fromEntries(Object.entries((await stored(1)) ?? {}).filter(([name]) => name !== 'votedAt'));
  await database.client.send(new PutCommand({ TableName: database.table, Item }));
  await hold(session(), article, DAYS);
  expect(await tally()).toEqual([0, 0, 0, 0, 0]);
  expect(await release(session(), article, {})).toMatchObject({ json: { votes: 1 } });
  expect(await tally()).toEqual([1, 0, 0, 0, 0]);
});

test('a hold that fails halfway has printed the command that undoes it', async () => {
  await vote(1, 1);
  const told: string[] = [];
  const client = database.connect();
  injectFaults(client, (command) => (command === 'TransactWriteItemsCommand' ? 'timeout-after-commit' : undefined));
  let clock = 0;
  const clockAndRandom = {
    ...hurried(),
    elapsed: () => (clock += 10_000),
  };
  const stopped = hold(
    sessionOn(database, { client, clockAndRandom, undoable: (undoneBy) => told.push(undoneBy) }),
    article,
    DAYS,
  );
  await expect(stopped).rejects.toThrow(Unconfirmed);
  expect(told).toEqual([expect.stringMatching(new RegExp(`^release ${article} --hold \\d{8}-\\d{6}-\\w{4}$`))]);
  const [, , , name = ''] = (told[0] ?? '').split(' ');
  await release(session(), article, { hold: name });
  expect(await tally()).toEqual([1, 0, 0, 0, 0]);
});

test('prints the command that undoes it, with the option that selects the table', async () => {
  await vote(1, 1);
  await vote(2, 5);
  const held = await runRatings(database, 'hold', article, '--rating', '1');
  expect(held.stdout).toMatch(/The visible average was 3\.00 from 2 votes, and is now 5\.00 from 1\./);
  const [, command = ''] = /To undo this: npx ratings (.*)\n/.exec(held.stdout) ?? [];
  expect(command).toMatch(/^release article --hold \d{8}-\d{6}-\w{4} --table \S+$/);
  const released = await runRatings(database, ...command.split(' '));
  expect(released).toMatchObject({ code: 0, stderr: '' });
  expect(await tally()).toEqual([1, 0, 0, 0, 1]);
  expect(await runRatings(database, 'hold', article)).toMatchObject({ code: 2 });
  expect(await runRatings(database, 'hold', article, '--rating', '6')).toMatchObject({ code: 2 });
});
