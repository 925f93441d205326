import { counted, n } from '../../lambda/domain/format-numbers.ts';
import { EXIT } from '../session/operator-error.ts';
import type { Outcome, Session } from '../session/session.ts';
import { inParallel } from '../session/limit-tasks.ts';
import type { UndoCount } from './undo-count.ts';
import type { LoggedVote } from '../undo-log/undo-file.ts';
import { UndoLog } from '../undo-log/undo-log.ts';
import { undoTotals } from './undo-totals.ts';
import { VoteUndo } from './undo-votes.ts';
import type { TotalsChange } from '../table/stored-totals.ts';
import { deleteEmptyShards } from '../changes/delete-empty-shards.ts';
import { readUndoBackwards } from '../undo-log/read-undo.ts';

/** Groups of votes per batch. */
const BATCH = 500;

/**
 * Restores all votes and imported totals that a command changed, except those changed since. Undoes the last change
 * first, because a command may change an item more than once.
 * @param where the options that name the table, for the undo command
 * @param includeExpired whether to restore votes that their voters may have withdrawn since: docs/adr/0028-undo-of-votes.md
 */
export async function undoChange(
  session: Session,
  id: string,
  dryRun: boolean,
  where = '',
  includeExpired = false,
): Promise<Outcome> {
  const log = new UndoLog(session);
  const votes = new VoteUndo(session, log, { dryRun, includeExpired });
  const totals: (readonly TotalsChange[])[] = [];
  let groups: (readonly LoggedVote[])[] = [];
  for await (const group of readUndoBackwards(session, id)) {
    session.signal.throwIfAborted();
    if ('totals' in group) {
      totals.push(group.totals);
      continue;
    }
    groups.push(group.votes);
    if (groups.length < BATCH) continue;
    await votes.take(groups);
    groups = [];
  }
  await votes.take(groups);
  const ofTotals = await undoTotals(session, log, totals, dryRun);
  // An article without votes must not be shown, or suggested for a mistyped ID.
  await inParallel([...votes.emptied], (articleId) => deleteEmptyShards(session, articleId));
  return outcomeOf({ id, dryRun, votes, totals: ofTotals, where, again: log.command && log.command + where });
}

interface Undone {
  readonly id: string;
  readonly dryRun: boolean;
  readonly votes: VoteUndo;
  readonly totals: UndoCount;
  readonly where: string;
  readonly again: string | undefined;
}

function outcomeOf({ id, dryRun, votes, totals, where, again }: Undone): Outcome {
  const { expired, ended } = votes;
  const what = [
    ...(votes.votes > 0 ? [counted(votes.votes, 'vote')] : []),
    ...(totals.restored > 0 ? [counted(totals.restored, 'imported total')] : []),
  ].join(' and ');
  const left = votes.left + totals.left;
  const nothing = what === '';
  const kept = left + expired + ended > 0;
  const lines = [
    ...(left > 0
      ? [`Not undone: ${n(left)} ${left === 1 ? 'vote or total that has' : 'votes or totals that have'} changed since.`]
      : []),
    ...(expired > 0
      ? [
          `Not restored: ${counted(expired, 'vote')} changed more than two days ago. The voters may have voted and withdrawn since.`,
          `To restore ${expired === 1 ? 'it' : 'them'} anyway: npx ratings undo ${id} --include-expired${where}`,
        ]
      : []),
    ...(ended > 0 ? [`Not held again: ${counted(ended, 'vote')}. The hold has ended since.`] : []),
    nothing
      ? kept
        ? `There is nothing else to undo in ${id}.`
        : `There is nothing left to undo in ${id}.`
      : dryRun
        ? `Would undo ${id}: ${what}. To make the changes, leave out --dry-run.`
        : `Undid ${id}: restored ${what}.`,
    ...(again === undefined ? [] : [`To undo this: ${again}`]),
  ];
  return {
    text: lines.join('\n'),
    json: {
      ...{ undone: id, votes: votes.votes, totals: totals.restored, left, expired, ended },
      ...{ done: !dryRun, undo: again ?? null },
    },
    exitCode: kept ? EXIT.look : EXIT.done,
  };
}
