import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isSqliteError } from '../data-folder/sqlite-errors.ts';

/**
 * Looks for damage in an SQLite database that no process has open. An engine reads only the pages that a request needs,
 * so with a damaged page it starts and then answers 500.
 *
 * @returns a message for the user if the file is damaged
 * @throws if the file cannot be read
 */
export function damageOf(file: string): string | undefined {
  if (!statSync(file, { throwIfNoEntry: false })?.size) return undefined;
  const found = firstFinding(file);
  if (found === undefined) return undefined;
  const name = basename(file);
  return (
    `The database ${file} is damaged: ${found}. To start with an empty database, move this file away with ${name}-wal and ` +
    `${name}-shm, if they exist, and keep all of them: the sqlite3 command .recover can save what is still readable.`
  );
}

function firstFinding(file: string): string | undefined {
  try {
    const text = quickCheck(file, true);
    return text === 'ok' ? undefined : text.replace('*** in database main ***\n', '');
  } catch (error) {
    if (isSqliteError(error, 'corrupt', 'notadb')) return (error as Error).message;
    throw error;
  }
}

function quickCheck(file: string, readOnly: boolean): string {
  try {
    using database = new DatabaseSync(file, { readOnly });
    const [row] = database.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[];
    return row?.quick_check ?? '';
  } catch (error) {
    // A killed engine leaves a transaction to roll back, which needs write access.
    if (readOnly && isSqliteError(error, 'readonly')) return quickCheck(file, false);
    throw error;
  }
}
