import { changeVotes } from '../changes/change-votes.ts';
import type { NextVote } from '../changes/change-votes.ts';
import type { KeptVote } from '../../lambda/storage/items/parse-item.ts';
import type { Session } from '../session/session.ts';
import { readVotes } from '../table/read-votes.ts';
import type { UndoLog } from '../undo-log/undo-log.ts';

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
