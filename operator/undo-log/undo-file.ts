import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import type { StoredVote } from '../../lambda/storage/items/stored-vote.ts';
import { readRows } from '../files/read-rows.ts';
import type { Session } from '../session/session.ts';
import type { TotalsChange } from '../table/stored-totals.ts';

/** A vote item before and after a command; null for none. */
export interface LoggedVote {
  readonly voter: string;
  readonly articleId: ArticleId;
  readonly before: StoredVote | null;
  readonly after: StoredVote;
}

/** Folder of undo files: in the user's state folder, or RATINGS_UNDO_DIR. */
export function undoFolder(session: Pick<Session, 'undoFolder'>): string {
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

export function undoHead({ table, clockAndRandom, asked }: Session): UndoHead {
  return { table, at: new Date(clockAndRandom.now()).toISOString(), asked };
}

/** Changes that are made atomically. */
export type LoggedGroup = { readonly votes: readonly LoggedVote[] } | { readonly totals: readonly TotalsChange[] };

/** The first line of a file; undefined if the file is missing or empty. */
export async function readHead(session: Session, id: string): Promise<Partial<UndoHead> | undefined> {
  const path = undoPath(session, id);
  if (!existsSync(path)) return undefined;
  for await (const { values } of readRows(path, 'ndjson')) return values;
  return undefined;
}
