import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { seed } from '../../../operator/commands/seed.ts';
import { seeded } from '../../support/chance.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { sessionOn } from '../../support/operator-session.ts';
import { environmentFor, runRatings } from '../../support/operator-process.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let database: Database;
const folder = temporaryFolder();
beforeAll(async () => {
  database = await openDatabase('dynoxide');
  await seed(sessionOn(database), { articles: 5, votes: 3000, days: 10, yes: true }, seeded(jest.getSeed()));
});
afterAll(async () => {
  await database.close();
  folder[Symbol.dispose]();
});

test.each([
  [
    ['export', '-o', 'no/such/folder/votes.csv'],
    /no\/such\/folder\/votes\.csv cannot be written: there is no such folder/,
  ],
  [['export', '--summaries', '-o', '.'], /\. cannot be written: it is a folder/],
  [['report', '-o', 'no/such/folder/report.html'], /report\.html cannot be written: there is no such folder/],
])('refuses %j in one sentence and with status 2', async (args, message) => {
  const { code, stderr } = await runRatings(database, ...args);
  expect(stderr).toMatch(message);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(code).toBe(2);
});

/** Runs the program with a file size limit of `blocks` (512 or 1,024 bytes each, by shell), as on a full disk. */
async function runOnSmallDisk(blocks: number, ...args: string[]) {
  // An ignored signal stays ignored in the program, whose write then fails with EFBIG.
  const script = `trap '' XFSZ; ulimit -f ${blocks}; exec "$0" "$@"`;
  const child = spawn('sh', ['-c', script, process.execPath, 'bin/ratings.mjs', ...args, '--table', database.table], {
    env: { ...process.env, ...(await environmentFor(database)) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stderr = text(child.stderr);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stderr: await stderr };
}

test.each([
  ['export', '--format', 'csv'],
  ['report', '--title', 'Ratings'],
])('%s reports a full disk, and leaves an existing file unchanged', async (...args) => {
  const output = join(folder.path, 'full', 'kept');
  mkdirSync(join(folder.path, 'full'), { recursive: true });
  writeFileSync(output, 'of yesterday');
  const { code, stderr } = await runOnSmallDisk(8, ...args, '-o', output);
  expect(stderr).toContain(`${output} cannot be written: `);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(code).toBe(3);
  expect(readFileSync(output, 'utf8')).toBe('of yesterday');
  expect(readdirSync(join(folder.path, 'full'))).toEqual(['kept']);
});

test('writes through a link, and to a device', async () => {
  const file = join(folder.path, 'votes.csv');
  const link = join(folder.path, 'link.csv');
  writeFileSync(file, 'of yesterday');
  symlinkSync(file, link);
  expect(await runRatings(database, 'export', '-o', link)).toMatchObject({ code: 0 });
  expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(3002);
  expect(await runRatings(database, 'export', '-o', '/dev/null')).toMatchObject({ code: 0, stderr: '' });
  const { code, stderr } = await runRatings(database, 'export', '-o', '/dev/full');
  expect(stderr).toMatch(/^\/dev\/full cannot be written: the disk is full\.\n$/);
  expect(code).toBe(3);
});

test('reports a full standard output in one sentence, with status 3', async () => {
  const script = 'exec "$0" "$@" > /dev/full';
  const child = spawn('sh', ['-c', script, process.execPath, 'bin/ratings.mjs', 'export', '--table', database.table], {
    env: { ...process.env, ...(await environmentFor(database)) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stderr = text(child.stderr);
  const [code] = (await once(child, 'close')) as [number | null];
  expect(await stderr).toBe('Standard output cannot be written: the disk is full.\n');
  expect(code).toBe(3);
});
