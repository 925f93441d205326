import { mkdir, readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { changeId } from './change-id.ts';
import { writeFailure } from './file-failure.ts';
import { EXIT, OperatorError } from './operator-error.ts';
import { writeOutput } from './output-file.ts';
import { readRows } from './read-rows.ts';
import type { Session } from './session.ts';
import type { TotalsChange } from './set-totals.ts';

/** Where files that undo are kept: with what programs remember of a user, or where RATINGS_UNDO_DIR says. */
function undoFolder(): string {
  const state = process.env['XDG_STATE_HOME'] ?? process.env['LOCALAPPDATA'] ?? join(homedir(), '.local', 'state');
  return process.env['RATINGS_UNDO_DIR'] ?? join(state, 'article-rating', 'undo');
}

const pathOf = (id: string) => join(undoFolder(), `${id}.ndjson`);

/**
 * Writes down what is about to change, before it does. A file holds no votes and no voters: article IDs and counts only.
 * @returns the ID to undo it by
 */
export async function writeUndo(session: Session, changes: readonly TotalsChange[]): Promise<string> {
  const at = new Date(session.surroundings.now()).toISOString();
  const id = changeId(session.surroundings);
  await mkdir(undoFolder(), { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    throw writeFailure(`${undoFolder()} (RATINGS_UNDO_DIR)`, error);
  });
  await writeOutput(pathOf(id), (sink) => {
    for (const line of [{ table: session.table, at }, ...changes]) sink.write(`${JSON.stringify(line)}\n`);
    return Promise.resolve();
  });
  return id;
}

/** The changes that take back what was done under this ID. @throws OperatorError if it is unknown, or of another table */
export async function readUndo(session: Session, id: string): Promise<TotalsChange[]> {
  const known = await knownIds();
  if (!known.includes(id)) {
    const last = known.slice(-5).reverse();
    const some = last.length === 0 ? `There is none in ${undoFolder()}.` : `The last are ${last.join(', ')}.`;
    throw new OperatorError(`There is nothing to undo by the ID ${id}. ${some}`, { exitCode: EXIT.usage });
  }
  const changes: TotalsChange[] = [];
  for await (const { line, values = {} } of readRows(pathOf(id), 'ndjson')) {
    if (line > 1) {
      const { before, after, ...of } = values as unknown as TotalsChange;
      changes.push({ ...of, before: after, after: before });
    } else if (values['table'] !== session.table) {
      throw new OperatorError(`${id} changed the table ${String(values['table'])}, not ${session.table}.`, {
        exitCode: EXIT.usage,
      });
    }
  }
  return changes;
}

async function knownIds(): Promise<string[]> {
  const names = await readdir(undoFolder()).catch(() => []);
  return names
    .filter((name) => name.endsWith('.ndjson'))
    .map((name) => name.slice(0, -'.ndjson'.length))
    .sort();
}
