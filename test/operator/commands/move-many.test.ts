import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import { renamePairs, renamePrefix } from '../../../operator/move/renaming.ts';
import { audit, differences } from '../../support/audit.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { injectFaults } from '../../support/inject-faults.ts';
import { hurried, sessionOn } from '../../support/operator-session.ts';
import { runRatings } from '../../support/operator-process.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { stars, voterId } from '../../support/voters.ts';
import { storeOn } from '../../support/store-on.ts';
import { dryRunMove } from '../../../operator/move/dry-run-move.ts';
import { move } from '../../../operator/move/move-articles.ts';

let database: Database;
const folder = temporaryFolder();
beforeEach(async () => {
  database = await openDatabase('dynoxide');
});
afterEach(() => database.close());
afterAll(() => folder[Symbol.dispose]());

const host = 'host.example';

async function vote(article: string, voters: number) {
  const store = storeOn(database, { clockAndRandom: hurried() });
  for (let index = 0; index < voters; index++)
    await store.recordVote({ articleId: article as ArticleId, voterId: voterId(index), rating: stars(index) });
}

async function votesOf(articles: readonly string[]) {
  const all = await audit(database.client, database.table);
  expect(differences(all)).toEqual([]);
  return articles.map((id) => all.get(id as ArticleId)?.votes.reduce((sum, count) => sum + count, 0));
}

const csv = async (text: string) => {
  const file = join(folder.path, 'pairs.csv');
  await writeFile(file, text);
  return file;
};

test('moves every article of a prefix with as many scans as for one article', async () => {
  for (const [index, name] of ['a', 'b', 'c', 'd', 'e'].entries()) await vote(`${host}/${name}`, index + 1);
  await vote(`${host}.net/a`, 2);
  const client = database.connect();
  let pages = 0;
  injectFaults(client, (command) => {
    if (command === 'ScanCommand') pages++;
    return undefined;
  });
  const session = sessionOn(database, { client });
  expect(await move(session, renamePrefix(`${host}/`, `${host}/blog/`.replace('host', 'new')))).toMatchObject({
    json: { articles: 5, votes: 15, keepComing: false },
    exitCode: 0,
  });
  // Two scans: one that moves, and one that finds nothing more.
  expect(pages).toBe(2 * (session.local ? 1 : 4));
  expect(await votesOf([`${host}/a`, `${host}.net/a`])).toEqual([undefined, 2]);
  expect(await votesOf(['a', 'e'].map((name) => `${host}/blog/${name}`.replace('host', 'new')))).toEqual([1, 5]);
});

test('refuses to shorten a prefix where an article would be moved twice', async () => {
  await vote(`${host}/blog/blog/x`, 2);
  const renaming = renamePrefix(`${host}/blog/`, `${host}/`);
  const why = new RegExp(`${host}/blog/blog/x would become ${host}/blog/x, which begins with ${host}/blog/ too`);
  await expect(dryRunMove(sessionOn(database), renaming)).rejects.toThrow(why);
  await expect(move(sessionOn(database), renaming)).rejects.toThrow(why);
  expect(await votesOf([`${host}/blog/blog/x`, `${host}/x`])).toEqual([2, undefined]);
  await move(sessionOn(database), renamePrefix(`${host}/blog/`, `tmp.${host}/`));
  await move(sessionOn(database), renamePrefix(`tmp.${host}/`, `${host}/`));
  expect(await votesOf([`${host}/blog/x`, `${host}/x`])).toEqual([2, undefined]);
});

test('moves the front page, whose ID has no slash at the end, but no other host', async () => {
  for (const id of [host, `${host}/a`, `${host}.org`, `${host}-2/a`]) await vote(id, 2);
  const renaming = renamePrefix(`${host}/`, `new.${host}/`);
  const { text, json } = await dryRunMove(sessionOn(database), renaming);
  expect(json).toMatchObject({ articles: 2, votes: 4 });
  expect(text).toContain(`The front page moves too: ${host} becomes new.${host}.`);
  expect((await move(sessionOn(database), renaming)).json).toMatchObject({ articles: 2, votes: 4 });
  expect(await votesOf([`new.${host}`, `new.${host}/a`, host, `${host}.org`, `${host}-2/a`])).toEqual([
    ...[2, 2, undefined, 2, 2],
  ]);
  // New IDs without a slash are not below a front page.
  await vote(`${host}/a`, 1);
  await vote(host, 1);
  expect((await dryRunMove(sessionOn(database), renamePrefix(`${host}/`, `old-${host}-`))).json).toMatchObject({
    articles: 1,
  });
});

test('a dry run counts imported totals, which move as well', async () => {
  const Item = { pk: `ARTICLE#${host}/a`, sk: 'TALLY#imported#yasr', s4: 3, s5: 40 };
  await database.client.send(new PutCommand({ TableName: database.table, Item }));
  await vote(`${host}/b`, 2);
  const { text, json } = await dryRunMove(sessionOn(database), renamePrefix(`${host}/`, `new.${host}/`));
  expect(text).toContain('Would move 2 articles with 2 votes and 43 imported ratings.');
  expect(text).toMatch(/votes {2}imported {2}old .*\n[^]* 0 +43 {2}host\.example\/a/);
  expect(json).toMatchObject({ votes: 2, imported: 43 });
});

test('moves the articles of a file, and merges them with existing votes', async () => {
  await vote(`${host}/old`, 3);
  await vote(`${host}/older`, 4);
  await vote(`${host}/new`, 2);
  const renaming = await renamePairs(await csv(`old,new\n${host}/old,${host}/new\n${host}/older,${host}/new\n`));
  expect((await dryRunMove(sessionOn(database), renaming)).json).toMatchObject({
    ...{ articles: 2, votes: 7, both: 2, done: false },
    examples: expect.arrayContaining([{ from: `${host}/old`, to: `${host}/new`, votes: 3, imported: 0 }]) as unknown,
  });
  expect(await votesOf([`${host}/old`, `${host}/new`])).toEqual([3, 2]);
  await move(sessionOn(database), renaming);
  expect(await votesOf([`${host}/old`, `${host}/older`, `${host}/new`])).toEqual([undefined, undefined, 4]);
});

test('reports old IDs without ratings, and that an ID has no https://', async () => {
  await vote(`${host}/a`, 2);
  const [misspelt, url] = [`${host}/aa`, `https://${host}/a`];
  const renaming = await renamePairs(
    await csv(`old,new\n${host}/a,${host}/b\n${misspelt},${host}/c\n${url},${host}/d\n`),
  );
  const lines = [`No article has these IDs: ${misspelt}, ${url}.`, 'IDs begin with the host, without https://.'];
  for (const act of [dryRunMove, move]) {
    const { text, json, exitCode } = await act(sessionOn(database), renaming);
    for (const line of lines) expect(text).toContain(line);
    expect({ exitCode, json }).toMatchObject({ exitCode: 1, json: { articles: 1, unknown: [misspelt, url] } });
  }
  const nothing = await dryRunMove(sessionOn(database), renamePrefix(`https://${host}/`, 'new.example/'));
  expect(nothing).toMatchObject({ exitCode: 1, json: { articles: 0 } });
  expect(nothing.text).toMatch(/No article has these IDs: https:\/\/host\.example\/\.\nIDs begin with the host/);
  expect(nothing.text).not.toContain('--yes');
});

test.each([
  ['old,new\na,b\nb,c\n', /b is the new ID of a and an old ID as well/],
  ['old,new\na,b\na,c\n', /:3: a is listed twice/],
  ['old,new\na,a\n', /:2: both are the same/],
  ['old,new\na,\n', /:2: articleId must be a non-empty string/],
  ['from,to\na,b\n', /columns old and new/],
  ['old,new\n', /names no article/],
])('refuses the file %j as a whole', async (text, why) => {
  await expect(renamePairs(await csv(text))).rejects.toThrow(why);
});

test('refuses a new prefix that starts with the old one, which would move articles again', () => {
  expect(() => renamePrefix('blog/', 'blog/en/')).toThrow(/moved again/);
});

test.each([
  ['move', 'ID', 'another', '--yes'],
  ['reset', 'ID', '--yes'],
  ['remove-votes', '--article', 'ID', '--from', '2020-01-01', '--yes'],
])('%s suggests similar IDs for a mistyped one, and exits with 1', async (...command) => {
  await vote(`${host}/peace-talks`, 1);
  const args = command.map((word) => (word === 'ID' ? `${host}/peace-talk` : word));
  const { code, stdout } = await runRatings(database, ...args);
  expect({ code, stdout }).toEqual({
    code: 1,
    stdout: expect.stringContaining(
      `${host}/peace-talk has no ratings. Did you mean\n  ${host}/peace-talks\n`,
    ) as string,
  });
});
