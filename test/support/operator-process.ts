import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { localAccess } from '../../local/aws-account/local-account.ts';
import type { Database } from './database.ts';
import { UNDO_FOLDER } from './operator-session.ts';

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const root = join(import.meta.dirname, '..', '..');

/** Environment with which the program finds the database of a test. */
export async function environmentFor(database: Database): Promise<Record<string, string>> {
  const endpoint = await database.client.config.endpoint?.();
  return { ...localAccess, AWS_ENDPOINT_URL_DYNAMODB: `http://${endpoint?.hostname}:${endpoint?.port}` };
}

/** Starts the operator's program in a process, as `npx ratings` does, on the database of a test. */
export async function startRatings(database: Database, args: readonly string[]): Promise<ChildProcess> {
  return spawn(process.execPath, ['bin/ratings.mjs', ...args, '--table', database.table], {
    cwd: root,
    env: { RATINGS_UNDO_DIR: UNDO_FOLDER, ...process.env, ...(await environmentFor(database)) },
  });
}

export async function runRatings(database: Database, ...args: string[]): Promise<Ran> {
  const child = await startRatings(database, args);
  const output = [child.stdout, child.stderr].map((stream) => text(stream as Readable));
  const [code] = (await once(child, 'close')) as [number | null];
  const [stdout = '', stderr = ''] = await Promise.all(output);
  return { code, stdout, stderr };
}
