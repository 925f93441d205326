import { DatabaseSync } from 'node:sqlite';
import { isSqliteError } from './sqlite-errors.ts';

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
  return `${path} is not empty, as a lock file is. It holds no data: delete it, and leave the files beside it alone.`;
}

// A database that nothing refers to is collected, and its lock with it.
const held = new Set<DatabaseSync>();
