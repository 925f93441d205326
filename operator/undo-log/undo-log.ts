import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ChangeGroup, VoteChange } from '../changes/change-votes.ts';
import type { StoredItem } from '../../lambda/storage/items/parse-item.ts';
import { changeId } from './change-id.ts';
import { writeFailure } from '../files/file-failure.ts';
import type { Session } from '../session/session.ts';
import { undoHead, undoPath } from './undo-file.ts';
import type { LoggedVote } from './undo-file.ts';
import type { TotalsChange } from '../table/stored-totals.ts';

/**
 * Logs each change of a command before it is made: docs/adr/0028-undo-of-votes.md. Writes synchronously, so that
 * nothing else runs in between.
 */
export class UndoLog {
  readonly id: string;
  readonly path: string;
  readonly #head: object;
  readonly #undoable: Session['undoable'];
  #begun = false;
  #canUndo = false;

  constructor(session: Session) {
    this.id = changeId(session.clockAndRandom);
    this.path = undoPath(session, this.id);
    this.#head = undoHead(session);
    this.#undoable = session.undoable;
  }

  /** The command that undoes all changes; undefined if there is nothing to undo. */
  get command(): string | undefined {
    return this.#canUndo ? `npx ratings undo ${this.id}` : undefined;
  }

  votes(groups: readonly ChangeGroup[]): void {
    this.#writeChanges(groups.map((group) => ({ votes: group.map(logged) })));
  }

  /** @param groups changes that are made atomically */
  totals(groups: readonly (readonly TotalsChange[])[]): void {
    this.#writeChanges(groups.map((totals) => ({ totals })));
  }

  /** Logs deleted items that are not valid votes. An undo does not restore them. */
  uncountable(items: readonly StoredItem[]): void {
    this.#write(items.map((item) => ({ uncountable: item })));
  }

  #writeChanges(lines: readonly object[]): void {
    this.#write(lines);
    if (lines.length === 0 || this.#canUndo) return;
    this.#canUndo = true;
    this.#undoable?.(`undo ${this.id}`);
  }

  #write(lines: readonly object[]): void {
    if (lines.length === 0) return;
    const all = this.#begun ? lines : [this.#head, ...lines];
    const text = all.map((line) => `${JSON.stringify(line)}\n`).join('');
    try {
      if (!this.#begun) mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
      appendFileSync(this.path, text, { mode: 0o600 });
    } catch (error) {
      throw writeFailure(`${this.path} (RATINGS_UNDO_DIR)`, error as NodeJS.ErrnoException);
    }
    this.#begun = true;
  }
}

function logged({ voter, articleId, before, after }: VoteChange): LoggedVote {
  const version = after ?? { rating: null, votedAt: before?.votedAt };
  return { voter, articleId, before, after: { shard: undefined, ...version } };
}
