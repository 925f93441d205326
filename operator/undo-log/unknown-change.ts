import { readdir } from 'node:fs/promises';
import { EXIT, OperatorError } from '../session/operator-error.ts';
import type { Session } from '../session/session.ts';
import { readHead, undoFolder } from './undo-file.ts';

/** Maximum number of changes to list. */
const SHOWN = 5;

/** The error for an unknown ID, with a list of this table's last changes. */
export async function unknownChange(session: Session, id: string): Promise<OperatorError> {
  const last = await lastChanges(session);
  const message = [
    `There is no change with the ID ${id} to undo.`,
    `If it is the name of a hold: npx ratings release <article> --hold ${id}`,
    ...(last.length === 0
      ? [`${undoFolder(session)} has no changes to the table ${session.table}.`]
      : [`The last changes to the table ${session.table} are:`, ...last]),
  ].join('\n');
  return new OperatorError(message, { exitCode: EXIT.usage });
}

/** The newest first, such as `  20261125-023100-x7q2  reset blog/best`. */
async function lastChanges(session: Session): Promise<string[]> {
  const last: string[] = [];
  for (const id of await idsBackwards(session)) {
    const head = await readHead(session, id);
    if (head?.table !== session.table) continue;
    last.push(`  ${id}  ${head.asked ?? ''}`.trimEnd());
    if (last.length === SHOWN) break;
  }
  return last;
}

/** IDs of changes, the newest first: they begin with the time. */
async function idsBackwards(session: Session): Promise<string[]> {
  const names = await readdir(undoFolder(session)).catch(() => []);
  const files = names.filter((name) => name.endsWith('.ndjson'));
  return files.map((name) => name.slice(0, -'.ndjson'.length)).sort((a, b) => (a < b ? 1 : -1));
}
