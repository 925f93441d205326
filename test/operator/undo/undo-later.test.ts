import { DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import type { Rating } from '../../../lambda/domain/rating.ts';
import { voteKey } from '../../../lambda/storage/items/keys.ts';
import { hold } from '../../../operator/commands/hold.ts';
import { release } from '../../../operator/commands/release.ts';
import { removeMatching } from '../../../operator/commands/remove-votes.ts';
import { reset } from '../../../operator/commands/reset.ts';
import { verify } from '../../../operator/commands/verify.ts';
import { renameOne } from '../../../operator/move/renaming.ts';
import type { Outcome, Session } from '../../../operator/session/session.ts';
import { undoChange } from '../../../operator/undo/undo-change.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { hurried, sessionOn } from '../../support/operator-session.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { voterId } from '../../support/voters.ts';
import { storeOn } from '../../support/store-on.ts';
import { move } from '../../../operator/move/move-articles.ts';

const DAY = 86_400_000;
const [A, B] = ['a', 'b'] as ArticleId[] as [ArticleId, ArticleId];

let database: Database;
let folder: ReturnType<typeof temporaryFolder>;
let now: number;
beforeEach(async () => {
  database = await openDatabase('dynoxide');
  folder = temporaryFolder();
  now = Date.UTC(2026, 0, 1);
});
afterEach(async () => {
  expect(await verify(session(), false)).toMatchObject({ exitCode: 0 });
  await database.close();
  folder[Symbol.dispose]();
});

const clockAndRandom = () => ({ ...hurried(), now: () => now });
const session = (): Session => sessionOn(database, { undoFolder: folder.path, clockAndRandom: clockAndRandom() });
const store = () => storeOn(database, { clockAndRandom: clockAndRandom() });
const vote = (rating: Rating | null, voter = 1) =>
  store().recordVote({ articleId: A, voterId: voterId(voter), rating });
const tallies = () => store().readTallies([A, B]);
const idOf = ({ json }: Outcome) =>
  String((json as { undo: string }).undo)
    .split(' ')
    .at(-1) ?? '';
const undo = (outcome: Outcome, dryRun = false, includeExpired = false) =>
  undoChange(session(), idOf(outcome), dryRun, ' --table t', includeExpired);

/** Lets days pass, and deletes expired items as DynamoDB does. */
async function pass(days: number): Promise<void> {
  now += days * DAY;
  const { Items = [] } = await database.client.send(new ScanCommand({ TableName: database.table }));
  for (const { pk, sk, expiresAt } of Items as { pk: string; sk: string; expiresAt?: number }[])
    if (expiresAt !== undefined && expiresAt * 1000 < now)
      await database.client.send(new DeleteCommand({ TableName: database.table, Key: { pk, sk } }));
}

const REMOVALS: Readonly<Record<string, () => Promise<Outcome>>> = {
  'remove-votes': () => removeMatching(session(), { article: A, from: '2020-01-01T00:00:00.000Z', yes: true }),
  reset: () => reset(session(), A, { yes: true }),
};

describe.each(Object.entries(REMOVALS))('the undo of %s', (_, remove) => {
  test('does not bring back a vote that its voter withdrew since, even if that version has expired', async () => {
    await vote(1);
    const done = await remove();
    await pass(1);
    await vote(2);
    await vote(null);
    await pass(3);
    for (const dryRun of [true, false])
      expect(await undo(done, dryRun)).toMatchObject({
        exitCode: 1,
        json: { votes: 0, left: 0, expired: 1, undo: null },
      });
    expect((await tallies())[0]).toEqual([0, 0, 0, 0, 0]);
  });

  test('restores votes after a day, and prints how to restore them after four', async () => {
    await vote(1);
    const first = await remove();
    await pass(1);
    expect(await undo(first)).toMatchObject({ exitCode: 0, json: { votes: 1, expired: 0 } });
    const second = await remove();
    await pass(4);
    const { text } = await undo(second);
    expect(text).toBe(
      [
        'Not restored: 1 vote changed more than two days ago. The voters may have voted and withdrawn since.',
        `To restore it anyway: npx ratings undo ${idOf(second)} --include-expired --table t`,
        `There is nothing else to undo in ${idOf(second)}.`,
      ].join('\n'),
    );
    expect(await undo(second, false, true)).toMatchObject({ exitCode: 0, json: { votes: 1, expired: 0 } });
    expect((await tallies())[0]).toEqual([1, 0, 0, 0, 0]);
  });
});

test('the undo of a move keeps the votes under the new ID once the old versions have expired', async () => {
  await vote(1);
  const done = await move(session(), renameOne(A, B));
  await vote(2);
  await vote(null);
  await pass(3);
  expect(await undo(done)).toMatchObject({ exitCode: 1, json: { votes: 0, expired: 1 } });
  expect(await tallies()).toEqual([
    [0, 0, 0, 0, 0],
    [1, 0, 0, 0, 0],
  ]);
});

test('the undo of a release does not hold a vote whose hold has ended', async () => {
  await vote(1);
  await hold(session(), A, { rating: [1], keepDays: 90 });
  await pass(89);
  const done = await release(session(), A, {});
  await pass(2);
  for (const dryRun of [true, false]) {
    const undone = await undo(done, dryRun);
    expect(undone).toMatchObject({ exitCode: 1, json: { votes: 0, left: 0, ended: 1, undo: null } });
    expect(undone.text).toContain('Not held again: 1 vote. The hold has ended since.');
  }
  await pass(1);
  expect(await database.get(voteKey(A, voterId(1)))).toMatchObject({ rating: 1 });
  expect((await tallies())[0]).toEqual([1, 0, 0, 0, 0]);
});
