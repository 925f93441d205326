import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { exportAll } from '../../../operator/commands/export.ts';
import { importExportedTotals } from '../../../operator/import/import-exported-totals.ts';
import { dryRunVotes } from '../../../operator/import/dry-run-votes.ts';
import { importVotes } from '../../../operator/import/import-votes.ts';
import { audit, differences } from '../../support/audit.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { sessionOn } from '../../support/operator-session.ts';
import { runRatings, startRatings } from '../../support/operator-process.ts';

let database: Database;
let folder: string;
beforeEach(async () => {
  [database, folder] = await Promise.all([openDatabase('dynoxide'), mkdtemp(join(tmpdir(), 'ratings-import-'))]);
});
afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

const hash = (text: string) => createHash('sha256').update(text).digest('base64url');
const HEAD = 'articleId,voter,rating,votedAt';
const line = (index: number, article = `page/${index % 50}`) =>
  `${article},${hash(String(index))},${(index % 5) + 1},${new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString()}`;
const sorted = (text: string) => text.trimEnd().split('\n').sort();
const write = async (name: string, lines: readonly string[]) => {
  await writeFile(join(folder, name), lines.join('\n') + '\n');
  return join(folder, name);
};
const load = (file: string, format: 'csv' | 'ndjson' = 'csv', strict = false) =>
  importVotes(sessionOn(database), file, { format, strict });
const dump = async (format: 'csv' | 'ndjson' = 'csv') => {
  const output = join(folder, 'out');
  await exportAll(sessionOn(database), { format, output });
  return readFile(output, 'utf8');
};
const audited = async () => differences(await audit(database.client, database.table));

test('an export after an import has the same bytes after sorting, and a second import changes nothing', async () => {
  const awkward = ['"a,b"', '"say ""hi"""', "it's", 'naïve/日本', ' spaced ', '=SUM(A1)'].map((id, index) =>
    line(index, id),
  );
  const lines = [HEAD, ...awkward, ...Array.from({ length: 3000 }, (_, index) => line(index + 10))];
  const file = await write('votes.csv', lines);
  expect(await load(file)).toMatchObject({ json: { read: 3006, changed: 3006, skipped: 0 }, exitCode: 0 });
  expect(sorted(await dump())).toEqual([...lines].sort());
  expect(await audited()).toEqual([]);
  expect(await load(file)).toMatchObject({ json: { read: 3006, changed: 0 } });
  const ndjson = join(folder, 'votes.ndjson');
  await writeFile(ndjson, await dump('ndjson'));
  expect(await load(ndjson, 'ndjson')).toMatchObject({ json: { read: 3006, changed: 0 } });
});

test('gives the same result if it is killed at any point and run again, with correct tallies in between', async () => {
  const lines = [HEAD, ...Array.from({ length: 4000 }, (_, index) => line(index))];
  const file = await write('votes.csv', lines);
  const votesIn = async () => {
    const { Count = 0 } = await database.client.send(new ScanCommand({ TableName: database.table, Select: 'COUNT' }));
    return Count;
  };
  for (const share of [0.1, 0.4, 0.7]) {
    const child = await startRatings(database, ['import', file]);
    const closed = once(child, 'close');
    while ((await votesIn()) < share * 4000 && child.exitCode === null);
    child.kill('SIGKILL');
    await closed;
    expect(await audited()).toEqual([]);
  }
  const { code, stdout } = await runRatings(database, 'import', file, '--json');
  expect(code).toBe(0);
  expect((JSON.parse(stdout) as { changed: number }).changed).toBeLessThan(4000);
  expect(sorted(await dump())).toEqual([...lines].sort());
});

test('stops safely on Ctrl-C, and prints how to continue', async () => {
  const file = await write('votes.csv', [HEAD, ...Array.from({ length: 60_000 }, (_, index) => line(index))]);
  const child = await startRatings(database, ['import', file]);
  const closed = once(child, 'close');
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  while ((await database.client.send(new ScanCommand({ TableName: database.table, Limit: 1 }))).Items?.length === 0);
  child.kill('SIGINT');
  expect(await closed).toEqual([130, null]);
  expect(said).toContain('Run the same command again');
  expect(await audited()).toEqual([]);
  const [, id = ''] = /\nTo undo what was done: npx ratings undo (\S+) --table /.exec(said) ?? [];
  expect(await runRatings(database, 'undo', id)).toMatchObject({ code: 0 });
  expect(await dump()).toBe(`${HEAD}\n`);
});

const WRONG = [
  'page/1,too-short,5,2026-01-01T00:00:00.000Z',
  `page/1,${hash('a')},6,2026-01-01T00:00:00.000Z`,
  `page/1,${hash('a')},5,yesterday`,
  `,${hash('a')},5,2026-01-01T00:00:00.000Z`,
  `page/1,${hash('a')}`,
];

test('skips invalid lines and reports file and line, or with --strict imports nothing', async () => {
  const file = await write('votes.csv', [HEAD, line(1), ...WRONG, line(2)]);
  await expect(load(file, 'csv', true)).rejects.toThrow(`${file}:3: voter must be`);
  expect(await dump()).toBe(`${HEAD}\n`);
  const outcome = await load(file);
  expect(outcome).toMatchObject({ exitCode: 1, json: { read: 2, changed: 2, skipped: WRONG.length } });
  for (const number of [3, 4, 5, 6, 7]) expect(outcome.text).toContain(`${file}:${number}: `);
});

test('the newer vote wins, whatever the order in the file and the table', async () => {
  const at = (day: number, rating: number) => `page,${hash('v')},${rating},2026-01-0${day}T00:00:00.000Z`;
  const orders = fc.shuffledSubarray([at(1, 5), at(2, 1), at(3, 3), at(3, 4)], { minLength: 4 });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(orders, fc.nat(3), async (lines, split) => {
      const own = lines.map((each) => each.replace('page', `page-${run}`));
      await load(await write('a.csv', [HEAD, ...own.slice(0, split)]));
      await load(await write('b.csv', [HEAD, ...own.slice(split)]));
      expect(await dump()).toContain(at(3, 4).replace('page', `page-${run++}`));
    }),
    { numRuns: 12 },
  );
  expect(await audited()).toEqual([]);
});

test('accepts voter IDs as well, and stores only their hash', async () => {
  const file = await write('votes.ndjson', [
    '{"articleId":"a","voterId":"a-voter-of-this-test","rating":4,"votedAt":"2026-01-01T01:00+01:00"}',
  ]);
  await load(file, 'ndjson');
  expect(await dump()).toBe(`${HEAD}\na,${hash('a-voter-of-this-test')},4,2026-01-01T00:00:00.000Z\n`);
});

test('a dry run counts new, newer and existing votes, and writes nothing', async () => {
  await load(await write('a.csv', [HEAD, ...Array.from({ length: 30 }, (_, index) => line(index))]));
  const before = sorted(await dump());
  const newer = line(3).replace(/,\d,2026-01-01/, ',1,2026-02-01');
  const file = await write('b.csv', [HEAD, line(1), line(2), newer, line(40), line(41), ...WRONG.slice(0, 1)]);
  const outcome = await dryRunVotes(sessionOn(database), file, 'csv');
  expect(outcome).toMatchObject({
    exitCode: 1,
    json: { read: 5, new: 2, newer: 1, there: 2, skipped: 1, done: false },
  });
  expect(outcome.text).toMatch(/\n4 +1 {2}page\/3\n/);
  expect(outcome.text).toContain('Would skip 1 wrong line.');
  expect(sorted(await dump())).toEqual(before);
  expect((await runRatings(database, 'import', file, '--dry-run')).stdout).toContain('Nothing was written.');
});

test('refuses a vote in the future, with its line, since it would win over every later vote', async () => {
  const at = (time: number) => `page/1,${hash(String(time))},5,${new Date(time).toISOString()}`;
  const year = 365 * 86_400_000;
  // A local time that was written without its zone can be up to 14 hours ahead.
  const file = await write('future.csv', [HEAD, at(Date.now() + 14 * 3_600_000), at(Date.now() + year)]);
  for (const outcome of [await dryRunVotes(sessionOn(database), file, 'csv'), await load(file)]) {
    expect(outcome).toMatchObject({ exitCode: 1, json: { read: 1, skipped: 1 } });
    expect(outcome.text).toContain(`${file}:3: votedAt is in the future.`);
  }
});

test('reads a time without a zone as UTC, including days and MySQL’s format', async () => {
  const times = ['2026-11-02', '2026-11-01 10:00:00', '2026-11-01T10:00'];
  const file = await write('zone.csv', [HEAD, ...times.map((time, index) => `page/${index},${hash('v')},5,${time}`)]);
  expect(await load(file)).toMatchObject({ exitCode: 0, json: { read: 3 } });
  expect(sorted(await dump())).toEqual(
    [
      HEAD,
      `page/0,${hash('v')},5,2026-11-02T00:00:00.000Z`,
      `page/1,${hash('v')},5,2026-11-01T10:00:00.000Z`,
      `page/2,${hash('v')},5,2026-11-01T10:00:00.000Z`,
    ].sort(),
  );
  expect((await load(await write('no-day.csv', [HEAD, `page/1,${hash('v')},5,2026-02-30`]))).text).toContain(
    'votedAt must be a time',
  );
});

test('detects by their headers if exports of votes, totals and summaries are mixed up', async () => {
  const totals = await write('totals.csv', [
    'articleId,source,s1,s2,s3,s4,s5,invented,importedAt',
    'a,yasr,0,0,0,0,1,,',
  ]);
  await expect(load(totals)).rejects.toThrow('totals.csv has imported totals, not votes. Pass --imported.');
  await expect(dryRunVotes(sessionOn(database), totals, 'csv')).rejects.toThrow('Pass --imported.');
  const votes = await write('votes.csv', [HEAD, line(1)]);
  const importing = importExportedTotals(sessionOn(database), votes, { format: 'csv', strict: false, dryRun: false });
  await expect(importing).rejects.toThrow('votes.csv has votes, not imported totals. Leave out --imported.');
  const summaries = await write('summaries.csv', [
    'articleId,average,count,s1,s2,s3,s4,s5,imported',
    'a,5,1,0,0,0,0,1,0',
  ]);
  await expect(load(summaries)).rejects.toThrow('summaries.csv has summaries, which cannot be imported. Export votes');
});

test('an ended hold does not apply to imported votes', async () => {
  const key = { pk: `VOTER#${hash('1')}`, sk: 'ARTICLE#page/1' };
  const ended = { votedAt: '2025-01-01T00:00:00.000Z', heldBy: 'a-hold', held: 1, expiresAt: 1_767_000_000 };
  await database.client.send(new PutCommand({ TableName: database.table, Item: { ...key, ...ended } }));
  await load(await write('votes.csv', [HEAD, line(1)]));
  const item = await database.get(key);
  expect(item).toMatchObject({ rating: 2 });
  expect(item).not.toHaveProperty('heldBy');
});
