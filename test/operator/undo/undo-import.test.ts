import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { createClient } from '../../../operator/table/client.ts';
import { exportAll } from '../../../operator/commands/export.ts';
import { importTotals } from '../../../operator/import/import-totals.ts';
import { importExportedTotals } from '../../../operator/import/import-exported-totals.ts';
import { importVotes } from '../../../operator/import/import-votes.ts';
import { undoChange } from '../../../operator/undo/undo-change.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { injectFaults } from '../../support/inject-faults.ts';
import { sessionOn } from '../../support/operator-session.ts';
import { runRatings } from '../../support/operator-process.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let database: Database;
let folder: ReturnType<typeof temporaryFolder>;
beforeEach(async () => {
  database = await openDatabase('dynoxide');
  folder = temporaryFolder();
  process.env['RATINGS_UNDO_DIR'] = join(folder.path, 'undo');
});
afterEach(async () => {
  await database.close();
  folder[Symbol.dispose]();
});

type Rows = readonly (readonly [post: number, count: number, sum: number])[];
const file = (rows: Rows) => {
  const path = join(folder.path, 'totals.csv');
  writeFileSync(path, ['post_id,_kksr_casts,_kksr_ratings', ...rows.map((row) => row.join())].join('\n'));
  return path;
};
const load = async (rows: Rows, options: { dryRun?: boolean; articleId?: string } = {}, client = database.client) => {
  const session = sessionOn(database, { client });
  const given = { from: 'kk-star-ratings', format: 'csv', articleId: 'p/{id}', ...options } as const;
  const { text, json, exitCode } = await importTotals(session, file(rows), given);
  return { text, exitCode, ...(json as { undo: string | null; examples: unknown[] }) };
};
const undo = (id: string | null, dryRun = false) => undoChange(sessionOn(database), id ?? '', dryRun);
const exported = async () => {
  const output = join(folder.path, 'out.csv');
  await exportAll(sessionOn(database), { format: 'csv', imported: true, output });
  return readFileSync(output, 'utf8').trim().split('\n').slice(1).sort();
};

test('an import can be undone exactly, and so can its undo', async () => {
  await load([
    [1, 4, 18],
    [2, 1, 5],
  ]);
  const before = await exported();
  const second = await load([
    [1, 4, 18],
    [2, 3, 9],
    [3, 2, 10],
  ]);
  expect(second).toMatchObject({ new: 1, changed: 1, same: 1 });
  expect(second.text).toContain(`To undo this: npx ratings undo ${second.undo}`);
  const after = await exported();
  const undone = await undo(second.undo);
  expect(undone).toMatchObject({ json: { totals: 2, left: 0, done: true }, exitCode: 0 });
  expect(await exported()).toEqual(before);
  const again = await undo(second.undo);
  expect(again).toMatchObject({ json: { totals: 0, left: 0, undo: null }, exitCode: 0 });
  expect(again.text).toBe(`There is nothing left to undo in ${second.undo}.`);
  await undo((undone.json as { undo: string }).undo.split(' ').at(-1) ?? null);
  expect(await exported()).toEqual(after);
});

test('reports totals of an earlier import that are missing from the file', async () => {
  await load([
    [1, 4, 18],
    [2, 1, 5],
    [3, 1, 5],
  ]);
  await load([[9, 4, 18]], { articleId: 'another.example/{id}' });
  const fresh = await load([
    [1, 5, 20],
    [3, 0, 0],
  ]);
  expect(fresh).toMatchObject({ exitCode: 0, changed: 1 });
  expect(fresh.text).toContain(
    '2 articles have totals of kk-star-ratings that are not in this file, and they stay: p/2, p/3. If a page',
  );
  expect((await load([[1, 5, 20]], { dryRun: true })).text).toContain('2 articles have totals');
});

test('does not count a concurrent change as imported', async () => {
  const client = database.connect();
  const other = { pk: 'ARTICLE#p/1', sk: 'TALLY#imported#kk-star-ratings', s1: 0, s2: 0, s3: 0, s4: 0, s5: 9 };
  // Changes the totals between the read and the write of the import.
  client.middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName === 'PutItemCommand')
        await database.client.send(new PutCommand({ TableName: database.table, Item: other }));
      return next(args);
    },
    { step: 'initialize', name: 'somebodyElse' },
  );
  const outcome = await load([[1, 4, 18]], {}, client);
  expect(outcome).toMatchObject({ exitCode: 1, new: 0, changed: 0, same: 0 });
  expect(outcome.text).toContain('p/1 was changed meanwhile');
  expect(outcome.text).toContain(
    'Imported 0 ratings of 0 articles from kk-star-ratings: 0 new, 0 changed, 0 as before.',
  );
});

test('a dry run with nothing to import does not suggest leaving out --dry-run', async () => {
  const path = join(folder.path, 'empty.csv');
  writeFileSync(path, 'post_id,_kksr_casts,_kksr_ratings\n1,0,0\n');
  const given = { from: 'kk-star-ratings', format: 'csv', dryRun: true } as const;
  const { text } = await importTotals(sessionOn(database), path, given);
  expect(text).toContain('There is nothing to import.');
  expect(text).not.toContain('leave out --dry-run');
});

test('a second run with another template can be undone separately', async () => {
  await load([[1, 4, 18]]);
  const { undo: id } = await load([[1, 4, 18]], { articleId: 'q/{id}' });
  expect(await exported()).toHaveLength(2);
  await undo(id);
  expect(await exported()).toEqual([expect.stringMatching(/^p\/1,/)]);
});

test('an undo leaves later changes alone', async () => {
  const first = await load([
    [1, 4, 18],
    [2, 1, 5],
  ]);
  await load([[1, 5, 23]]);
  for (const dryRun of [true, false])
    expect(await undo(first.undo, dryRun)).toMatchObject({ json: { totals: 1, left: 1 }, exitCode: 1 });
  const again = await undo(first.undo);
  expect(again.text).toContain(
    `Not undone: 1 vote or total that has changed since.\nThere is nothing else to undo in ${first.undo}.`,
  );
  expect(await exported()).toEqual([expect.stringContaining('p/1,kk-star-ratings,0,0,0,2,3,')]);
});

test('an import that changes nothing leaves nothing to undo', async () => {
  const { undo: id } = await load([[1, 4, 18]]);
  expect(id).not.toBeNull();
  expect(await load([[1, 4, 18]])).toMatchObject({ undo: null, same: 1 });
  expect(readdirSync(join(folder.path, 'undo'))).toEqual([`${id}.ndjson`]);
});

test('an import that was stopped halfway can be undone too', async () => {
  let puts = 0;
  const client = database.connect();
  injectFaults(client, (command) => (command === 'PutItemCommand' && ++puts > 3 ? 'reset-before' : undefined));
  const told: string[] = [];
  const session = sessionOn(database, { client, undoable: (undoneBy) => told.push(undoneBy) });
  const path = file(Array.from({ length: 40 }, (_, post) => [post, 1, 5] as const));
  const options = { from: 'kk-star-ratings', format: 'csv', articleId: 'p/{id}' } as const;
  await expect(importTotals(session, path, options)).rejects.toThrow();
  const [, id = ''] = (told[0] ?? '').split(' ');
  expect(readdirSync(join(folder.path, 'undo'))).toEqual([`${id}.ndjson`]);
  expect(await undo(id)).toMatchObject({ exitCode: 0 });
  expect(await exported()).toEqual([]);
});

test('does not mistake a lost answer for a concurrent change', async () => {
  const endpoint = await database.client.config.endpoint?.();
  const client = createClient({
    endpoint: `http://${endpoint?.hostname}:${endpoint?.port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  let puts = 0;
  injectFaults(client, (command) =>
    command === 'PutItemCommand' && ++puts % 2 === 1 ? 'reset-after-commit' : undefined,
  );
  expect(await load([[1, 1, 5]], {}, client)).toMatchObject({ exitCode: 0, new: 1 });
  expect(puts).toBe(2);
  client.destroy();
});

test('refuses an unknown ID and the ID of another table', async () => {
  const { undo: id } = await load([[1, 4, 18]]);
  await expect(undo('nothing')).rejects.toThrow(`The last changes to the table ${database.table} are:\n  ${id}`);
  const other = sessionOn(database, { table: 'another' });
  await expect(undoChange(other, 'nothing', false)).rejects.toThrow('has no changes to the table another');
  await expect(undoChange(other, id ?? '', false)).rejects.toThrow(`changed the table ${database.table}, not another`);
  expect(await runRatings(database, 'undo', 'nothing')).toMatchObject({ code: 2 });
});

test('a dry run writes nothing and shows ten examples', async () => {
  await load([
    [1, 4, 18],
    [2, 1, 5],
  ]);
  const before = await exported();
  const rows = Array.from({ length: 30 }, (_, post) => [post + 1, post + 4, 5 * (post + 4) - 2] as const);
  const dry = await load(rows, { dryRun: true });
  expect(dry).toMatchObject({ new: 28, changed: 1, same: 1, undo: null });
  expect(dry.examples).toHaveLength(10);
  expect(dry.text).toMatch(
    /Would import [\d,]+ ratings of 30 articles[^]*\n *30 .* 33 {2}p\/30\n[^]*Nothing was written/,
  );
  expect(await exported()).toEqual(before);
});

test.each(['csv', 'ndjson'] as const)(
  'an export of imported totals as %s can be imported again unchanged',
  async (format) => {
    await load([
      [1, 4, 18],
      [2, 1, 5],
    ]);
    const Item = { pk: 'ARTICLE#by, hand', sk: 'TALLY#imported#yasr', s1: 1, s2: 0, s3: 0, s4: 0, s5: 2 };
    await database.client.send(new PutCommand({ TableName: database.table, Item }));
    const before = await exported();
    const other = await openDatabase('dynoxide');
    const session = sessionOn(other);
    const output = join(folder.path, `out.${format}`);
    await exportAll(sessionOn(database), { format, imported: true, output });
    const options = { format, strict: true, dryRun: false } as const;
    expect(await importExportedTotals(session, output, options)).toMatchObject({
      json: { articles: 3, new: 3 },
      exitCode: 0,
    });
    const again = join(folder.path, 'again.csv');
    await exportAll(session, { format: 'csv', imported: true, output: again });
    expect(readFileSync(again, 'utf8').trim().split('\n').slice(1).sort()).toEqual(before);
    await other.close();
  },
);

test('undoing an import of votes removes its new votes and restores the votes that it changed', async () => {
  const votes = async () => {
    const output = join(folder.path, 'votes.csv');
    await exportAll(sessionOn(database), { format: 'csv', output });
    return readFileSync(output, 'utf8').trim().split('\n').slice(1).sort();
  };
  const give = async (...rows: string[]) => {
    const path = join(folder.path, 'given.csv');
    writeFileSync(path, ['articleId,voterId,rating,votedAt', ...rows].join('\n'));
    const { text, json } = await importVotes(sessionOn(database), path, { format: 'csv', strict: false });
    return { text, ...(json as { undo: string | null }) };
  };
  await give('a,a-voter-of-this-test-1,4,2026-01-01T00:00:00Z', 'a,a-voter-of-this-test-2,5,2026-01-01T00:00:00Z');
  const before = await votes();
  const second = await give(
    'a,a-voter-of-this-test-1,1,2026-01-02T00:00:00Z',
    'a,a-voter-of-this-test-2,5,2026-01-01T00:00:00Z',
    'b,a-voter-of-this-test-3,2,2026-01-02T00:00:00Z',
  );
  expect(second.text).toContain(`To undo this: npx ratings undo ${second.undo?.split(' ').at(-1)}`);
  const after = await votes();
  expect(after).not.toEqual(before);
  const undone = await undo(second.undo?.split(' ').at(-1) ?? null);
  expect(undone).toMatchObject({ json: { votes: 2, left: 0 }, exitCode: 0 });
  expect(await votes()).toEqual(before);
  await undo((undone.json as { undo: string }).undo.split(' ').at(-1) ?? null);
  expect(await votes()).toEqual(after);
});
