import { isDeepStrictEqual } from 'node:util';
import type { Session } from '../session/session.ts';
import { inParallel } from '../session/limit-tasks.ts';
import { UndoCount } from './undo-count.ts';
import type { UndoLog } from '../undo-log/undo-log.ts';
import { readTotals } from '../table/read-totals.ts';
import { sameTotals } from '../table/stored-totals.ts';
import { changeTotalsTogether } from '../changes/change-totals.ts';
import type { StoredTotals, TotalsChange } from '../table/stored-totals.ts';
import { conflictFreeBatches } from './conflict-free-batches.ts';

type Group = readonly TotalsChange[];

/** Undoes changes of imported totals, and counts them. @param groups the last change first */
export async function undoTotals(
  session: Session,
  log: UndoLog,
  groups: readonly Group[],
  dryRun: boolean,
): Promise<UndoCount> {
  const count = new UndoCount();
  /** Totals as a dry run would leave them. */
  const foreseen = new Map<string, StoredTotals | null>();
  for (const wave of conflictFreeBatches(groups, keyOf)) {
    const changes = wave.flat();
    const read = await readTotals(session, changes);
    const there = new Map(changes.map((change, index) => [keyOf(change), read[index] ?? null]));
    for (const key of there.keys()) if (foreseen.has(key)) there.set(key, foreseen.get(key) ?? null);
    const now = (change: TotalsChange) => there.get(keyOf(change)) ?? null;
    const real = wave.filter((group) => {
      const asBefore = group.filter((change) => sameTotals(now(change), change.before));
      const asLeft = group.filter((change) => isDeepStrictEqual(now(change), change.after));
      if (asLeft.length === group.length && asBefore.length < group.length) return true;
      count.addLeft({ keys: group.map(keyOf), asBefore: asBefore.map(keyOf), isMade: asLeft.length > 0 });
      return false;
    });
    const undoing = real.map((group) => group.map((each) => ({ ...each, before: each.after, after: each.before })));
    if (!dryRun) log.totals(undoing);
    await inParallel(undoing, async (group) => {
      session.signal.throwIfAborted();
      const keys = group.map(keyOf);
      for (const each of dryRun ? group : []) foreseen.set(keyOf(each), each.after);
      if (dryRun || (await changeTotalsTogether(session, group))) count.addRestored(keys);
      else count.addLeft({ keys, asBefore: [], isMade: true });
    });
  }
  return count;
}

const keyOf = ({ articleId, source }: TotalsChange) => `${source} ${articleId}`;
