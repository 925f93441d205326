import { mkdir, readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import type { StoredVote } from '../../lambda/storage/items/stored-vote.ts';
import { changeId } from './change-id.ts';
import { writeFailure } from '../files/file-failure.ts';
import { EXIT, OperatorError } from '../operator-error.ts';
import { writeOutput } from '../files/output-file.ts';
import { readRows } from '../files/read-rows.ts';
import type { Session } from '../session.ts';
import { readLinesBackwards } from './read-lines-backwards.ts';
import type { TotalsChange } from '../import/set-totals.ts';

/** A vote item as a command found it and as it leaves it; null for none. */
export interface LoggedVote {
  readonly voter: string;
  readonly articleId: ArticleId;
  readonly before: StoredVote | null;
  readonly after: StoredVote;
}

/** Folder of undo files: in the user's state folder, or RATINGS_UNDO_DIR. */
function undoFolder(session: Pick<Session, 'undoFolder'>): string {
  const state = process.env['XDG_STATE_HOME'] ?? process.env['LOCALAPPDATA'] ?? join(homedir(), '.local', 'state');
  return session.undoFolder ?? process.env['RATINGS_UNDO_DIR'] ?? join(state, 'article-rating', 'undo');
}

/** The file of a change. */
export function undoPath(session: Pick<Session, 'undoFolder'>, id: string): string {
  return join(undoFolder(session), `${id}.ndjson`);
}

/** The first line of a file. */
export interface UndoHead {
  readonly table: string;
  /** ISO 8601. */
  readonly at: string;
  /** The command, such as `reset blog/best`. */
  readonly asked?: string | undefined;
}

export function undoHead({ table, surroundings, asked }: Session): UndoHead {
  return { table, at: new Date(surroundings.now()).toISOString(), asked };
}

/**
 * Writes down what is about to change, before it does. A file holds no votes and no voters: article IDs and counts only.
 * @returns the ID to undo it by
 */
export async function writeUndo(session: Session, changes: readonly TotalsChange[]): Promise<string> {
  const id = changeId(session.surroundings);
  const folder = undoFolder(session);
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    throw writeFailure(`${folder} (RATINGS_UNDO_DIR)`, error);
  });
  await writeOutput(undoPath(session, id), (sink) => {
    for (const line of [undoHead(session), ...changes]) sink.write(`${JSON.stringify(line)}\n`);
    return Promise.resolve();
  });
  session.undoable?.(`undo ${id}`);
  return id;
}

/** Changes that are made together or not at all. */
export type LoggedGroup = { readonly votes: readonly LoggedVote[] } | { readonly totals: readonly TotalsChange[] };

/** Changes under this ID, the last one first. @throws OperatorError if it is unknown, or of another table */
export async function* readUndoBackwards(session: Session, id: string): AsyncGenerator<LoggedGroup> {
  const known = await knownIds(session);
  if (!known.includes(id)) {
    const last = await Promise.all(
      known
        .slice(-5)
        .reverse()
        .map((each) => describe(session, each)),
    );
    const some = last.length === 0 ? [`${undoFolder(session)} has none.`] : ['The last are:', ...last];
    const hold = `If it is the name of a hold: npx ratings release <article> --hold ${id}`;
    const message = [`There is nothing to undo by the ID ${id}.`, hold, ...some].join('\n');
    throw new OperatorError(message, { exitCode: EXIT.usage });
  }
  const { table } = (await readHead(session, id)) ?? {};
  if (table !== session.table) {
    throw new OperatorError(`${id} changed the table ${String(table)}, not ${session.table}.`, {
      exitCode: EXIT.usage,
    });
  }
  for await (const line of readLinesBackwards(undoPath(session, id))) {
    const group = parseGroup(line);
    if (group !== undefined) yield group;
  }
}

/** Undefined for the head, for an item that counted as no vote, and for a line that was cut off: its change was not made. */
function parseGroup(line: string): LoggedGroup | undefined {
  let values: LoggedGroup | TotalsChange | UndoHead;
  try {
    values = JSON.parse(line) as typeof values;
  } catch {
    return undefined;
  }
  if ('votes' in values || 'totals' in values) return values;
  // An import records totals one by one.
  return 'source' in values ? { totals: [values] } : undefined;
}

async function knownIds(session: Session): Promise<string[]> {
  const names = await readdir(undoFolder(session)).catch(() => []);
  return names
    .filter((name) => name.endsWith('.ndjson'))
    .map((name) => name.slice(0, -'.ndjson'.length))
    .sort();
}

/** Such as `  20261125-023100-x7q2  reset blog/best`. */
async function describe(session: Session, id: string): Promise<string> {
  return `  ${id}  ${(await readHead(session, id))?.asked ?? ''}`.trimEnd();
}

async function readHead(session: Session, id: string): Promise<Partial<UndoHead> | undefined> {
  for await (const { values } of readRows(undoPath(session, id), 'ndjson')) return values;
  return undefined;
}
