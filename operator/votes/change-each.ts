import { changeVotes } from '../changes/change-votes.ts';
import type { NextVote } from '../changes/change-votes.ts';
import type { KeptVote, StoredItem } from '../../lambda/storage/items/parse-item.ts';
import { deleteUnchanged } from '../changes/delete-unchanged.ts';
import type { Session } from '../session.ts';
import { readVotes } from '../table/read-votes.ts';
import type { UndoLog } from '../undo-log/undo-log.ts';

/**
 * Removes votes from the table and their tallies together, and held votes from the table.
 * @returns how many
 */
export function removeVotes(
  session: Session,
  votes: readonly KeptVote[],
  log: UndoLog,
  wanted: (vote: KeptVote) => boolean = () => true,
): Promise<number> {
  return changeEach(session, votes, () => null, wanted, log);
}

/**
 * Changes each of these votes together with its tally. If a vote changes meanwhile, its new version is changed if
 * `wanted` still accepts it.
 * @param log receives each change before it is made
 * @returns how many
 */
export async function changeEach(
  session: Session,
  votes: readonly KeptVote[],
  after: (vote: KeptVote) => NextVote | null,
  wanted: (vote: KeptVote) => boolean,
  log?: UndoLog,
): Promise<number> {
  let changed = 0;
  for (let rest = votes; rest.length > 0;) {
    session.signal.throwIfAborted();
    const groups = rest.map((vote) => {
      const { voter, articleId, ...before } = vote;
      return [{ voter, articleId, before, after: after(vote) }];
    });
    log?.votes(groups);
    const stale = await changeVotes(session.client, session.table, groups, session.clockAndRandom);
    changed += groups.length - stale.length;
    rest = (await readVotes(session, stale.flat())).filter(wanted);
  }
  return changed;
}

/**
 * Deletes items with keys of votes but without a valid vote, unless they have changed since they were read.
 * @param log receives the items before they are deleted
 * @returns how many
 */
export async function removeItems(
  { client, table }: Session,
  items: readonly StoredItem[],
  log: UndoLog,
): Promise<number> {
  let removed = 0;
  log.uncountable(items);
  for (const item of items) if (await deleteUnchanged(client, table, item)) removed++;
  return removed;
}
