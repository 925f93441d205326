import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import type { Rating } from '../../../lambda/domain/rating.ts';
import { voteKey } from '../../../lambda/storage/items/keys.ts';
import { hold } from '../../../operator/commands/hold.ts';
import { removeMatching } from '../../../operator/commands/remove-votes.ts';
import { verify } from '../../../operator/commands/verify.ts';
import { renameOne, renamePairs } from '../../../operator/move/renaming.ts';
import type { Outcome } from '../../../operator/session/session.ts';
import { undoChange } from '../../../operator/undo/undo-change.ts';
import { UndoLog } from '../../../operator/undo-log/undo-log.ts';
import { changeVotes } from '../../../operator/changes/change-votes.ts';
import type { ChangeGroup } from '../../../operator/changes/change-votes.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { hurried, sessionOn } from '../../support/operator-session.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { voterId } from '../../support/voters.ts';
import { storeOn } from '../../support/store-on.ts';
import { readVersions } from '../../../operator/table/read-votes.ts';
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

const ARTICLES = ['a', 'b', 'c'] as ArticleId[] as [ArticleId, ArticleId, ArticleId];
const [A, B, C] = ARTICLES;
const session = (client = database.client) => sessionOn(database, { client, undoFolder: join(folder.path, 'undo') });
let clock = Date.UTC(2026, 0, 1);
const vote = (articleId: ArticleId, voter: number, rating: Rating | null) => {
  const clockAndRandom = { ...hurried(), now: () => (clock += 1000) };
  const store = storeOn(database, { clockAndRandom });
  return store.recordVote({ articleId, voterId: voterId(voter), rating });
};
const putTotals = (articleId: ArticleId, s5: number) => {
  const counts = { s1: 0, s2: 0, s3: 0, s4: 0, s5 };
  const Item = { pk: `ARTICLE#${articleId}`, sk: 'TALLY#imported#yasr', ...counts, importedAt: `2020-${s5}` };
  return database.client.send(new PutCommand({ TableName: database.table, Item }));
};
const totals = async () => {
  const items = ARTICLES.map((id) => database.get({ pk: `ARTICLE#${id}`, sk: 'TALLY#imported#yasr' }));
  return (await Promise.all(items)).map((item) => item?.['s5'] ?? 0);
};
const tallies = () => storeOn(database).readTallies(ARTICLES);
const merged = () => {
  const file = join(folder.path, 'pairs.csv');
  writeFileSync(file, `old,new\n${A},${C}\n${B},${C}\n`);
  return renamePairs(file);
};
const idOf = ({ json }: Outcome) =>
  String((json as { undo: string }).undo)
    .split(' ')
    .at(-1) ?? '';
const undo = (outcome: Outcome, dryRun = false) => undoChange(session(), idOf(outcome), dryRun);
/** A client that does something before its first transaction. */
const interrupted = (first: () => Promise<unknown>) => {
  const client = database.connect();
  let isFirst = true;
  client.middlewareStack.add(
    (next, context) => async (args) => {
      if (isFirst && context.commandName === 'TransactWriteItemsCommand') {
        isFirst = false;
        await first();
      }
      return next(args);
    },
    { step: 'initialize', name: 'somebodyElse' },
  );
  return client;
};

test('a merge of two articles whose voters voted on both can be undone, and so can its undo', async () => {
  for (let voter = 0; voter < 20; voter++)
    for (const articleId of voter % 2 === 0 ? [A, B] : [B, A]) await vote(articleId, voter, articleId === A ? 1 : 5);
  await vote(C, 0, 3);
  const before = await tallies();
  const versions = () =>
    Promise.all(
      [A, B].flatMap((id) => Array.from({ length: 20 }, (_, voter) => database.get(voteKey(id, voterId(voter))))),
    ).then((items) => items.map((item) => [item?.['rating'], item?.['votedAt']]));
  const said = await versions();
  const done = await move(session(), await merged());
  const after = await tallies();
  const foreseen = await undo(done, true);
  expect(foreseen).toMatchObject({ exitCode: 0, json: { votes: 40, left: 0, done: false } });
  expect(await tallies()).toEqual(after);
  const undone = await undo(done);
  expect(undone).toMatchObject({ exitCode: 0, json: { votes: 40, left: 0 } });
  expect(await tallies()).toEqual(before);
  expect(await versions()).toEqual(said);
  expect(await undo(done)).toMatchObject({ exitCode: 0, json: { votes: 0, left: 0, undo: null } });
  expect(await undo(undone)).toMatchObject({ exitCode: 0, json: { left: 0 } });
  expect(await tallies()).toEqual(after);
});

test('undoes a merge of two articles that both have imported totals', async () => {
  await putTotals(A, 10);
  await putTotals(B, 20);
  await putTotals(C, 3);
  const done = await move(session(), await merged());
  expect(await totals()).toEqual([0, 0, 33]);
  expect(await undo(done, true)).toMatchObject({ exitCode: 0, json: { totals: 2, left: 0 } });
  const undone = await undo(done);
  expect(undone).toMatchObject({ exitCode: 0, json: { totals: 2, left: 0 } });
  expect(await totals()).toEqual([10, 20, 3]);
  expect(await undo(done)).toMatchObject({ exitCode: 0, json: { totals: 0, left: 0 } });
  await undo(undone);
  expect(await totals()).toEqual([0, 0, 33]);
});

test('restores none of the imported totals of a move if one of them has changed since', async () => {
  await putTotals(A, 10);
  await putTotals(B, 5);
  const done = await move(session(), renameOne(A, C));
  await move(session(), renameOne(B, C));
  for (const dryRun of [true, false])
    expect(await undo(done, dryRun)).toMatchObject({ exitCode: 1, json: { totals: 0, left: 1 } });
  expect(await totals()).toEqual([0, 0, 15]);
});

test('undoes a move of imported totals that an import changed while they were moved', async () => {
  await putTotals(A, 10);
  const client = interrupted(() => putTotals(A, 12));
  const done = await move(session(client), renameOne(A, C));
  expect(await totals()).toEqual([0, 0, 12]);
  expect(await undo(done)).toMatchObject({ exitCode: 0, json: { totals: 1, left: 0 } });
  expect(await totals()).toEqual([12, 0, 0]);
});

/** As two batches of an import change a vote that is twice in the file. */
async function importTwice(ratings: readonly Rating[], between = 0): Promise<string> {
  const log = new UndoLog(session());
  const filler = Array.from({ length: between }, (_, voter) => ({
    voter: voteKey(B, voterId(voter)).pk,
    articleId: B,
  }));
  const name = { voter: voteKey(A, voterId(1)).pk, articleId: A };
  for (const [index, rating] of ratings.entries()) {
    const before = (await readVersions(session(), [name])).get(`${name.voter} ${A}`) ?? null;
    const at = `2026-0${index + 1}-01T00:00:00.000Z`;
    const groups: ChangeGroup[] = [
      [{ ...name, before, after: { rating, votedAt: at } }],
      ...(index > 0 ? [] : filler).map((each): ChangeGroup => {
        return [{ ...each, before: null, after: { rating: 3, votedAt: at } }];
      }),
    ];
    log.votes(groups);
    await changeVotes(database.client, database.table, groups);
  }
  return log.id;
}

test.each([0, 600])('undoes an import that changed a vote twice, with %i votes in between', async (between) => {
  const id = await importTwice([1, 5], between);
  expect(await undoChange(session(), id, false)).toMatchObject({ exitCode: 0, json: { votes: between + 1, left: 0 } });
  expect((await tallies()).flat().filter((count) => count !== 0)).toEqual([]);
  expect(await undoChange(session(), id, false)).toMatchObject({ exitCode: 0, json: { votes: 0, left: 0 } });
});

test('a vote that was held while it was removed is held again', async () => {
  await vote(A, 1, 1);
  const client = interrupted(() => hold(session(), A, { keepDays: 90, rating: [1] }));
  const done = await removeMatching(session(client), { article: A, from: '2020-01-01T00:00:00.000Z', yes: true });
  expect(await undo(done)).toMatchObject({ exitCode: 0, json: { votes: 1, left: 0 } });
  expect(await database.get(voteKey(A, voterId(1)))).toMatchObject({ held: 1 });
  expect((await tallies())[0]).toEqual([0, 0, 0, 0, 0]);
});

test('a vote that was changed while it was removed is as its voter changed it', async () => {
  await vote(A, 1, 1);
  const client = interrupted(() => vote(A, 1, 4));
  const done = await removeMatching(session(client), { article: A, from: '2020-01-01T00:00:00.000Z', yes: true });
  expect(await undo(done)).toMatchObject({ exitCode: 0, json: { votes: 1, left: 0 } });
  expect((await tallies())[0]).toEqual([0, 0, 0, 1, 0]);
});

test('reports a vote that its voter changed under the old ID during the move', async () => {
  await vote(A, 1, 1);
  const client = database.connect();
  let isFirst = true;
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const answer = await next(args);
      if (isFirst && context.commandName === 'TransactWriteItemsCommand') {
        isFirst = false;
        await vote(A, 1, 4);
      }
      return answer;
    },
    { step: 'initialize', name: 'voter' },
  );
  const done = await move(session(client), renameOne(A, C));
  expect(done).toMatchObject({ json: { votes: 2 } });
  expect(await undo(done)).toMatchObject({ exitCode: 1, json: { votes: 1, left: 1 } });
  expect((await tallies())[0]).toEqual([0, 0, 0, 1, 0]);
});
