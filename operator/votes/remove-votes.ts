import type { KeptVote, StoredItem } from '../../lambda/storage/items/parse-item.ts';
import { deleteUnchanged } from '../changes/delete-unchanged.ts';
import type { Session } from '../session/session.ts';
import type { UndoLog } from '../undo-log/undo-log.ts';
import { changeEach } from './change-each.ts';

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
