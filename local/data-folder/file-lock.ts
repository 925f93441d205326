import { DatabaseSync } from 'node:sqlite';
import { isSqliteError } from './sqlite-errors.ts';

/**
 * Takes an exclusive lock that is released when the process ends, even by `kill -9`. SQLite holds it as a file lock of
 * the operating system, to which Node gives no other access. A lock file with a process ID would outlive `kill -9`.
 *
 * @param path created if absent; stays empty
 * @param waitMs time to wait for another holder; blocks this thread
 * @returns undefined if another holder has the lock
 * @throws if `path` is not writable, or is not a lock file
 */
export function lockFile(path: string, waitMs = 0): Disposable | undefined {
  const database = new DatabaseSync(path);
  try {
    database.exec(`PRAGMA busy_timeout = ${waitMs}; BEGIN EXCLUSIVE`);
  } catch (error) {
    database.close();
    if (isSqliteError(error, 'busy')) return undefined;
    if (isSqliteError(error, 'corrupt', 'notadb')) throw new Error(whatToDo(path), { cause: error });
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

function whatToDo(path: string): string {
  return `The lock file ${path} should be empty, but is not. The local system stores nothing in it: delete it, and keep the files next to it.`;
}

// Keeps references: a garbage-collected database would release its lock.
const held = new Set<DatabaseSync>();
