import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import type { Rating } from '../../../lambda/domain/rating.ts';
import { voteKey } from '../../../lambda/storage/items/keys.ts';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { hold } from '../../../operator/commands/hold.ts';
import { release } from '../../../operator/commands/release.ts';
import { removeMatching } from '../../../operator/commands/remove-votes.ts';
import { reset } from '../../../operator/commands/reset.ts';
import { forget } from '../../../operator/commands/forget.ts';
import { show } from '../../../operator/commands/show.ts';
import { voterKey } from '../../../operator/table/voter-key.ts';
import { audit, differences } from '../../support/audit.ts';
import { seeded } from '../../support/chance.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { injectFaults } from '../../support/inject-faults.ts';
import type { Fault } from '../../support/inject-faults.ts';
import { inFlight } from '../../support/in-flight.ts';
import { hurried, sessionOn } from '../../support/operator-session.ts';
import { stars, startVoting, voterId } from '../../support/voters.ts';
import { renameOne } from '../../../operator/move/renaming.ts';
import { storeOn } from '../../support/store-on.ts';
import { move } from '../../../operator/move/move-articles.ts';

let database: Database;
beforeEach(async () => {
  database = await openDatabase('dynoxide');
});
afterEach(() => database.close());

const [from, to] = ['old', 'new'] as ArticleId[] as [ArticleId, ArticleId];
const vote = async (articleId: ArticleId, voter: number, rating: Rating, day = 1) => {
  const now = () => Date.UTC(2026, 0, day);
  const clockAndRandom = { ...hurried(), now };
  await storeOn(database, { clockAndRandom }).recordVote({
    articleId,
    voterId: voterId(voter),
    rating,
  });
};
const many = (articleId: ArticleId, count: number) =>
  inFlight(
    8,
    Array.from({ length: count }, (_, index) => () => vote(articleId, index, stars(index))),
  );
const stateOf = async (articleId: ArticleId) => {
  const all = await audit(database.client, database.table);
  expect(differences(all)).toEqual([]);
  return all.get(articleId);
};
const session = () => sessionOn(database);

test('renames an article and leaves nothing under the old ID', async () => {
  await many(from, 250);
  expect(await move(session(), renameOne(from, to))).toMatchObject({
    json: { votes: 250, keepComing: false },
    exitCode: 0,
  });
  expect(await stateOf(from)).toBeUndefined();
  expect((await stateOf(to))?.votes).toEqual([50, 50, 50, 50, 50]);
  expect(await move(session(), renameOne(from, to))).toMatchObject({ json: { votes: 0 } });
});

test('merges: the newer of a voter’s two votes wins, whichever article it was on', async () => {
  await vote(from, 1, 1, 1);
  await vote(to, 1, 5, 2);
  await vote(from, 2, 2, 2);
  await vote(to, 2, 4, 1);
  await move(session(), renameOne(from, to));
  expect((await stateOf(to))?.votes).toEqual([0, 1, 0, 0, 1]);
  expect(await database.get(voteKey(to, voterId(2)))).toMatchObject({ votedAt: '2026-01-02T00:00:00.000Z' });
});

test('adds imported totals to existing ones, and keeps the mark of an invented distribution', async () => {
  const put = (articleId: string, sk: string, s5: number, more = {}) =>
    database.client.send(
      new PutCommand({ TableName: database.table, Item: { pk: `ARTICLE#${articleId}`, sk, s5, ...more } }),
    );
  await put(from, 'TALLY#imported#yasr', 3, { invented: true });
  await put(from, 'TALLY#imported#applause', 2);
  await put(to, 'TALLY#imported#yasr', 4);
  expect((await move(session(), renameOne(from, to))).json).toMatchObject({ imported: ['applause', 'yasr'] });
  const { json } = await show(session(), [from, to], true);
  expect(json).toMatchObject([
    { count: 0, imported: [] },
    {
      count: 9,
      imported: [
        { source: 'applause', invented: false },
        { source: 'yasr', invented: true },
      ],
    },
  ]);
});

test.each(['move', 'remove-votes'])(
  '%s during live votes: no voter’s last vote is lost or counted twice',
  async (command) => {
    await many(from, 400);
    const crowd = startVoting(database, [from, to], seeded(2));
    await crowd.reached(20);
    let moving = true;
    const work = (
      command === 'move'
        ? move(session(), renameOne(from, to))
        : removeMatching(session(), { article: from, to: '2026-01-02T00:00:00.000Z', yes: true })
    ).finally(() => (moving = false));
    const seen: string[][] = [];
    // A scan is not a snapshot, but votes and tally change in one transaction, so verify must find no difference.
    while (moving) seen.push(await unequal([from, to]));
    await work;
    await crowd.stop();
    expect(seen.flat()).toEqual([]);
    if (command === 'move') await move(session(), renameOne(from, to));
    await stateOf(from);
    for (const [key, rating] of crowd.said) {
      const [voter = '', articleId = ''] = key.split(' ');
      const other = crowd.said.get(`${voter} ${articleId === from ? to : from}`);
      // A voter on both articles may have either vote, whichever was newer; tested above.
      // A withdrawal on the old article finds no vote once it has moved.
      if (command === 'move' && (other !== undefined || rating === null)) continue;
      const where = command === 'move' ? to : (articleId as ArticleId);
      expect([key, (await database.get(voteKey(where, voter as never)))?.['rating'] ?? null]).toEqual([key, rating]);
    }
  },
);

/** Runs verify, as an operator might meanwhile. @returns the differences on these articles */
async function unequal(articles: readonly ArticleId[]): Promise<string[]> {
  const { verify } = await import('../../../operator/commands/verify.ts');
  const { json } = await verify(session(), false);
  const { differences: found } = json as { differences: { articleId: ArticleId }[] };
  return found.filter(({ articleId }) => articles.includes(articleId)).map((each) => JSON.stringify(each));
}

test('is a dry run without --yes', async () => {
  await many(from, 10);
  expect((await reset(session(), from, {})).json).toMatchObject({ votes: 10, done: false });
  expect((await removeMatching(session(), { article: from, from: '2026-01-01T00:00:00.000Z' })).json).toMatchObject({
    votes: 10,
  });
  expect((await forget(session(), voterKey(voterId(1)), false)).json).toMatchObject({ done: false });
  expect((await stateOf(from))?.votes).toEqual([2, 2, 2, 2, 2]);
});

test('resets an article: votes and imported totals', async () => {
  await many(from, 150);
  const Item = { pk: `ARTICLE#${from}`, sk: 'TALLY#imported#yasr', s1: 7 };
  await database.client.send(new PutCommand({ TableName: database.table, Item }));
  expect((await reset(session(), from, { yes: true })).json).toMatchObject({ votes: 150, imported: ['yasr'] });
  expect(await show(session(), [from], false)).toMatchObject({ json: [{ count: 0, imported: [], lastVote: null }] });
  await stateOf(from);
});

test.each(['reset', 'move'])(
  '%s keeps withdrawn versions, so that no older call or import brings a vote back',
  async (command) => {
    await vote(from, 1, 4);
    const store = storeOn(database);
    await store.recordVote({ articleId: from, voterId: voterId(1), rating: null });
    const before = await database.get(voteKey(from, voterId(1)));
    if (command === 'reset') await reset(sessionOn(database), from, { yes: true });
    else await move(sessionOn(database), renameOne(from, to));
    expect(before).toMatchObject({ votedAt: expect.any(String) as string });
    expect(await database.get(voteKey(from, voterId(1)))).toEqual(before);
  },
);

test('removes the votes of a period, of a rating, or of a voter', async () => {
  for (const [index, day] of [1, 2, 2, 3].entries()) await vote(from, index, stars(index), day);
  const window = { article: from, from: '2026-01-02T00:00:00.000Z', to: '2026-01-03T00:00:00.000Z', yes: true };
  expect((await removeMatching(session(), { ...window, rating: [3] })).json).toMatchObject({ votes: 1 });
  expect((await stateOf(from))?.votes).toEqual([1, 1, 0, 1, 0]);
  await removeMatching(session(), window);
  expect((await stateOf(from))?.votes).toEqual([1, 0, 0, 1, 0]);
  await removeMatching(session(), { article: from, voter: voterId(0), yes: true });
  expect((await stateOf(from))?.votes).toEqual([0, 0, 0, 1, 0]);
});

test('erases every item of a voter, even invalid votes, while the voter continues to vote', async () => {
  const random = seeded(3);
  const voter = voterKey(voterId('live-0-0'));
  await database.client.send(
    new PutCommand({ TableName: database.table, Item: { pk: voter, sk: 'ARTICLE#x', rating: 'none' } }),
  );
  const crowd = startVoting(database, [from, to], random, 4);
  await crowd.reached(20);
  await forget(session(), voter, true);
  await crowd.stop();
  const { json } = await forget(session(), voter, true);
  expect(json).toMatchObject({ others: 0 });
  expect(await forget(session(), voter, false)).toMatchObject({ json: { items: 0 } });
  await stateOf(from);
});

const FAULTS: Fault[] = [
  'conflict',
  'throttle',
  'timeout-after-commit',
  'reset-after-commit',
  'server-error-after-commit',
  'reset-before',
];

test('moves exactly even if half of its transactions fail, however they fail', async () => {
  await many(from, 120);
  await many(to, 60);
  const random = seeded(4);
  const client = database.connect();
  injectFaults(client, (command) =>
    command === 'TransactWriteItemsCommand' && random() < 0.5
      ? FAULTS[Math.floor(random() * FAULTS.length)]
      : undefined,
  );
  const { json } = await move(sessionOn(database, { client, clockAndRandom: hurried(random) }), renameOne(from, to));
  expect(json).toMatchObject({ votes: 120 });
  expect((await stateOf(to))?.votes).toEqual([24, 24, 24, 24, 24]);
});

test('a move there and back again keeps every vote', async () => {
  await many(from, 10);
  const before = (await stateOf(from))?.tally;
  await move(session(), renameOne(from, to));
  await move(session(), renameOne(to, from));
  expect((await stateOf(from))?.tally).toEqual(before);
  expect((await stateOf(to))?.tally ?? [0, 0, 0, 0, 0]).toEqual([0, 0, 0, 0, 0]);
});

test('a voter who withdrew on the new article has no vote after the move', async () => {
  await vote(from, 1, 5, 1);
  await vote(to, 1, 4, 2);
  const withdraws = { ...hurried(), now: () => Date.UTC(2026, 0, 3) };
  await storeOn(database, { clockAndRandom: withdraws }).recordVote({
    ...{ articleId: to, voterId: voterId(1), rating: null },
  });
  await move(session(), renameOne(from, to));
  expect((await stateOf(to))?.tally ?? [0, 0, 0, 0, 0]).toEqual([0, 0, 0, 0, 0]);
});

test.each(['old', 'new'])('a vote that is held on the %s article stays held, whichever is newer', async (place) => {
  const [held, counted] = place === 'old' ? [from, to] : [to, from];
  await vote(held, 1, 1, 1);
  await hold(session(), held, { rating: [1], keepDays: 90 });
  await vote(counted, 1, 2, 2);
  await move(session(), renameOne(from, to));
  expect((await stateOf(to))?.tally ?? [0, 0, 0, 0, 0]).toEqual([0, 0, 0, 0, 0]);
  expect(await database.get(voteKey(to, voterId(1)))).toMatchObject({ held: 2, heldBy: expect.any(String) as string });
  await release(session(), to, {});
  expect((await stateOf(to))?.tally).toEqual([0, 1, 0, 0, 0]);
});
