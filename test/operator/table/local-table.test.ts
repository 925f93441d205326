import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { makeLocalTable } from '../../support/local-table.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let folder: ReturnType<typeof temporaryFolder>;
let dataDir: string;
beforeEach(async () => {
  folder = temporaryFolder();
  dataDir = join(folder.path, 'data');
  await makeLocalTable(dataDir);
});
afterEach(() => folder[Symbol.dispose]());

/** Starts the program in its own process group, as a shell does. */
function start(...args: string[]) {
  return spawn(process.execPath, ['bin/ratings.mjs', ...args, '--local'], {
    env: {
      ...process.env,
      AWS_ENDPOINT_URL_DYNAMODB: '',
      DATA_DIR: dataDir,
      RATINGS_UNDO_DIR: join(folder.path, 'undo'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
}

const sizeOf = (name: string) => statSync(join(dataDir, name), { throwIfNoEntry: false })?.size ?? 0;

test('writes nothing to stderr without an error', async () => {
  const child = start('top');
  const stderr = text(child.stderr);
  expect(await text(child.stdout)).toBe('No votes.\n');
  expect(await stderr).toBe('');
});

test('Ctrl-C, which reaches every process of a terminal, stops an import safely', async () => {
  const file = join(folder.path, 'votes.csv');
  const line = (index: number) => `page/${index % 50},${String(index).padStart(43, 'v')},5,2026-01-01T00:00:00.000Z`;
  writeFileSync(
    file,
    `articleId,voter,rating,votedAt\n${Array.from({ length: 60_000 }, (_, index) => line(index)).join('\n')}\n`,
  );
  const child = start('import', file);
  const stderr = text(child.stderr);
  const closed = once(child, 'close');
  // The journal grows with the first votes.
  while (sizeOf('dynoxide.db-wal') < 500_000 && child.exitCode === null) await nextTurn();
  process.kill(-(child.pid ?? 0), 'SIGINT');
  expect(await closed).toEqual([130, null]);
  expect(await stderr).toContain('Run the same command again');
  const verified = start('verify');
  expect(await text(verified.stdout)).toContain('Every tally matches its votes.');
});
