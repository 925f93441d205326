import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Surroundings } from '../../lambda/storage/retry/surroundings.ts';
import { REAL_SURROUNDINGS } from '../../lambda/storage/retry/surroundings.ts';
import type { Session } from '../../operator/session.ts';
import type { Database } from './database.ts';

/** Default undo folder of commands in tests. */
export const UNDO_FOLDER = join(tmpdir(), 'article-rating-undo-of-tests');

const silent = { add: () => undefined, end: () => undefined };

/** A session of the operator's program on a test database. */
export function sessionOn(database: Database, part: Partial<Session> = {}): Session {
  return {
    client: database.client,
    table: database.table,
    // As for a deployed table: scans read several segments.
    local: false,
    signal: new AbortController().signal,
    surroundings: REAL_SURROUNDINGS,
    progress: () => silent,
    ...(process.env['RATINGS_UNDO_DIR'] === undefined && { undoFolder: UNDO_FOLDER }),
    ...part,
  };
}

/** Surroundings whose pauses end at once. */
export function hurried(random: () => number = Math.random): Surroundings {
  return { ...REAL_SURROUNDINGS, random, sleep: () => new Promise((resolve) => setImmediate(resolve)) };
}
