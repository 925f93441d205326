import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import type { Rating } from '../../../lambda/domain/rating.ts';
import { voteKey } from '../../../lambda/storage/items/keys.ts';
import { hold } from '../../../operator/commands/hold.ts';
import { release } from '../../../operator/commands/release.ts';
import { removeMatching } from '../../../operator/commands/remove-votes.ts';
import { reset } from '../../../operator/commands/reset.ts';
import { show } from '../../../operator/commands/show.ts';
import { verify } from '../../../operator/commands/verify.ts';
import { renameOne } from '../../../operator/move/renaming.ts';
import type { Outcome } from '../../../operator/session/session.ts';
import { undoChange } from '../../../operator/undo/undo-change.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { sessionOn } from '../../support/operator-session.ts';
import { runRatings } from '../../support/operator-process.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { voterId } from '../../support/voters.ts';
import { storeOn } from '../../support/store-on.ts';
import { move } from '../../../operator/move/move-articles.ts';

let database: Database;
let folder: ReturnType<typeof temporaryFolder>;
beforeEach(async () => {
  database = await openDatabase('dynoxide');
  folder = temporaryFolder();
});
afterEach(async () => {
  expect(await verify(session(), false)).toMatchObject({ exitCode: 0 });
  await database.close();
  folder[Symbol.dispose]();
});

const [A, B] = ['a', 'b'] as ArticleId[] as [ArticleId, ArticleId];
const session = () => sessionOn(database, { undoFolder: folder.path });
const store = () => storeOn(database);
const vote = (articleId: ArticleId, voter: number, rating: Rating | null) =>
  store().recordVote({ articleId, voterId: voterId(voter), rating });
const importTotals = (articleId: ArticleId, s5: number) =>
  database.client.send(
    new PutCommand({
      TableName: database.table,
      Item: {
        pk: `ARTICLE#${articleId}`,
        sk: 'TALLY#imported#yasr',
        s1: 0,
        s2: 0,
        s3: 0,
        s4: 0,
        s5,
        importedAt: '2020',
      },
    }),
  );
/** The tallies, and the votes of the first three voters without their shards. */
const state = async () => {
  const votes = await Promise.all(
    [A, B].flatMap((article) => [1, 2, 3].map((voter) => database.get(voteKey(article, voterId(voter))))),
  );
  const said = votes.map((item) => [item?.['rating'], item?.['held'], item?.['rating'] && item['votedAt']]);
  return { tallies: await store().readTallies([A, B]), said };
};
const idOf = ({ json }: Outcome) => / (\d{8}-\S+)$/.exec(String((json as { undo: string }).undo))?.[1] ?? '';
const undo = async (outcome: Outcome, dryRun = false) => undoChange(session(), idOf(outcome), dryRun);

test('the undo of a move leaves nothing under the new ID', async () => {
  await vote(A, 1, 4);
  await undo(await move(session(), renameOne(A, B)));
  expect(await show(session(), [B], false)).toMatchObject({
    ...{ text: 'b has no ratings. Did you mean\n  a', exitCode: 1 },
  });
  await vote(A, 1, null);
  expect((await show(session(), [A], true)).text).toContain('a\nNo votes\n');
});

const COMMANDS: Readonly<Record<string, () => Promise<Outcome>>> = {
  'remove-votes': () => removeMatching(session(), { article: A, from: '2020-01-01T00:00:00.000Z', yes: true }),
  reset: () => reset(session(), A, { yes: true }),
  move: () => move(session(), renameOne(A, B)),
  release: () => release(session(), A, {}),
};

describe.each(Object.entries(COMMANDS))('a change by %s', (_, run) => {
  beforeEach(async () => {
    for (const [voter, rating] of [
      [1, 1],
      [2, 5],
      [3, 4],
    ] as const)
      await vote(A, voter, rating);
    await vote(B, 2, 2);
    await importTotals(A, 7);
    await importTotals(B, 3);
    await hold(session(), A, { keepDays: 90, rating: [1] });
  });

  test('can be undone exactly, and so can its undo', async () => {
    const before = await state();
    const done = await run();
    const after = await state();
    expect(after).not.toEqual(before);
    expect(done.text).toMatch(/\nTo undo this: npx ratings undo \d{8}-\d{6}-\w{4}$/);
    expect(await undo(done, true)).toMatchObject({ exitCode: 0, json: { done: false, left: 0 } });
    expect(await state()).toEqual(after);
    const undone = await undo(done);
    expect(undone).toMatchObject({ exitCode: 0, json: { left: 0 } });
    expect(await state()).toEqual(before);
    await undo(undone);
    expect(await state()).toEqual(after);
  });

  test('is not undone for a vote that its voter has changed since', async () => {
    const done = await run();
    await vote(A, 1, 3);
    const undone = await undo(done);
    expect(undone).toMatchObject({ exitCode: 1, json: { left: 1 } });
    expect(undone.text).toMatch(/^Not undone: 1 vote or total that has changed since\.\n/);
    expect(await database.get(voteKey(A, voterId(1)))).toMatchObject({ rating: 3 });
  });
});

test('a command that changes nothing leaves no undo file', async () => {
  await vote(A, 1, 1);
  expect(await reset(session(), A, { yes: true, importedOnly: true })).toMatchObject({
    exitCode: 0,
    json: { undo: null },
  });
  expect(await reset(session(), A, {})).toMatchObject({ json: { undo: null } });
  expect(await removeMatching(session(), { article: A, voter: voterId(1), yes: false })).toMatchObject({
    json: { undo: null },
  });
  expect(readdirSync(folder.path)).toEqual([]);
});

test('ignores an incomplete last line, whose change was not made', async () => {
  await vote(A, 1, 1);
  const done = await reset(session(), A, { yes: true });
  appendFileSync(join(folder.path, `${idOf(done)}.ndjson`), '{"votes":[{"voter":"VOT');
  expect(await undo(done)).toMatchObject({ exitCode: 0, json: { votes: 1, left: 0 } });
  expect((await state()).tallies[0]).toEqual([1, 0, 0, 0, 0]);
});

test('an undo file contains only hashes of voter IDs', async () => {
  await vote(A, 1, 1);
  const done = await reset(session(), A, { yes: true });
  const text = readFileSync(join(folder.path, `${idOf(done)}.ndjson`), 'utf8');
  expect(text).toContain(voteKey(A, voterId(1)).pk);
  expect(text).not.toContain(voterId(1));
});

test('the printed undo command works once', async () => {
  process.env['RATINGS_UNDO_DIR'] = folder.path;
  await vote(A, 1, 1);
  const { stdout } = await runRatings(database, 'reset', A, '--yes');
  const [, command = ''] = /To undo this: npx ratings (.*)\n/.exec(stdout) ?? [];
  const words = command.split(' ');
  expect(words.slice(2)).toEqual(['--table', database.table]);
  expect(await runRatings(database, ...words.slice(0, 2))).toMatchObject({ code: 0, stderr: '' });
  expect((await state()).tallies[0]).toEqual([1, 0, 0, 0, 0]);
  const again = await runRatings(database, ...words.slice(0, 2));
  expect(again).toMatchObject({ code: 0, stdout: `There is nothing left to undo in ${words[1]}.\n` });
  expect(await runRatings(database, 'undo', 'nothing')).toMatchObject({ code: 2 });
  delete process.env['RATINGS_UNDO_DIR'];
});
