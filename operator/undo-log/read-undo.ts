import { EXIT, OperatorError } from '../session/operator-error.ts';
import type { Session } from '../session/session.ts';
import { readLinesBackwards } from './read-lines-backwards.ts';
import { readHead, undoPath } from './undo-file.ts';
import type { LoggedGroup, UndoHead } from './undo-file.ts';
import { unknownChange } from './unknown-change.ts';

/**
 * Reads the logged changes of an ID, the last one first. @throws OperatorError if the ID is unknown, or for another
 * table
 */
export async function* readUndoBackwards(session: Session, id: string): AsyncGenerator<LoggedGroup> {
  const head = await readHead(session, id);
  if (head === undefined) throw await unknownChange(session, id);
  if (head.table !== session.table) {
    throw new OperatorError(`${id} changed the table ${String(head.table)}, not ${session.table}.`, {
      exitCode: EXIT.usage,
    });
  }
  for await (const line of readLinesBackwards(undoPath(session, id))) {
    const group = parseGroup(line);
    if (group !== undefined) yield group;
  }
}

/** Undefined for the first line, for an invalid vote, and for a truncated line, whose change was not made. */
function parseGroup(line: string): LoggedGroup | undefined {
  let values: LoggedGroup | UndoHead;
  try {
    values = JSON.parse(line) as typeof values;
  } catch {
    return undefined;
  }
  return 'votes' in values || 'totals' in values ? values : undefined;
}
