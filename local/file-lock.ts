import { DatabaseSync } from 'node:sqlite';

/**
 * Takes an exclusive lock that ends with the process, however that ends: SQLite holds an operating system's file lock,
 * which Node has no other way to reach. A lock file with a process ID in it would outlive `kill -9`.
 *
 * @param path is created if absent, and stays empty
 * @param waitMs for how long to wait for another holder, blocking this thread
 * @returns undefined if another holds it
 * @throws if `path` cannot be written, or is not what an earlier lock left
 */
export function lockFile(path: string, waitMs = 0): Disposable | undefined {
  const database = new DatabaseSync(path);
  try {
    database.exec(`PRAGMA busy_timeout = ${waitMs}; BEGIN EXCLUSIVE`);
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === sqliteBusy) return undefined;
    throw error;
  }
  held.add(database);
  return {
    [Symbol.dispose]: () => {
      held.delete(database);
      database.close();
    },
  };
}

// A database that nothing refers to is collected, and its lock with it.
const held = new Set<DatabaseSync>();

// https://www.sqlite.org/rescode.html#busy
const sqliteBusy = 5;
