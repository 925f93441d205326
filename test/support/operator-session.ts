import type { ClockAndRandom } from '../../lambda/domain/clock-and-random.ts';
import type { Session } from '../../operator/session/session.ts';
import type { Database } from './database.ts';
import { UNHURRIED } from './store-on.ts';
import { temporaryFolder } from './temporary-folder.ts';

// A separate folder for each test file, because an error lists the last changes in the folder.
const folder = temporaryFolder();
afterAll(() => folder[Symbol.dispose]());

/** Default undo folder of commands in tests. */
export const UNDO_FOLDER = folder.path;

const silent = { add: () => undefined, end: () => undefined };

/** A session of the operator's program on a test database. */
export function sessionOn(database: Database, part: Partial<Session> = {}): Session {
  return {
    client: database.client,
    table: database.table,
    // As for a deployed table: scans read several segments.
    local: false,
    signal: new AbortController().signal,
    clockAndRandom: UNHURRIED,
    progress: () => silent,
    ...(process.env['RATINGS_UNDO_DIR'] === undefined && { undoFolder: UNDO_FOLDER }),
    ...part,
  };
}

/** A clock and randomness whose pauses end at once. */
export function hurried(random: () => number = UNHURRIED.random): ClockAndRandom {
  return { ...UNHURRIED, random, sleep: () => new Promise((resolve) => setImmediate(resolve)) };
}
