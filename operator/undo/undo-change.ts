import { isDeepStrictEqual } from 'node:util';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { clearEmptyShards } from '../move/move-shards.ts';
import { inParallel } from '../table/limit-tasks.ts';
import { changeVotes, nextOf } from '../votes/change-votes.ts';
import type { ChangeGroup } from '../votes/change-votes.ts';
import { saidIn } from '../../lambda/storage/stored-vote.ts';
import type { StoredVote } from '../../lambda/storage/stored-vote.ts';
import { EXIT } from '../operator-error.ts';
import { readVersions } from '../votes/change-each.ts';
import type { Outcome, Session } from '../session.ts';
import { readTotals, sameTotals, setTotals } from '../import/set-totals.ts';
import type { TotalsChange } from '../import/set-totals.ts';
import { readUndoLines } from './undo-file.ts';
import type { LoggedVote } from './undo-file.ts';
import { UndoLog } from './undo-log.ts';
import { counted, n } from '../../lambda/domain/numbers.ts';

/** Groups of votes that are read and written together. */
const BATCH = 500;

/**
 * Restores every vote and all imported totals that a command changed, except those changed since.
 * @param where the options that name the table, for the command that undoes this
 */
export async function undoChange(session: Session, id: string, dryRun: boolean, where = ''): Promise<Outcome> {
  const log = new UndoLog(session);
  const undone = new UndoneVotes(session, log, dryRun);
  const totals: TotalsChange[] = [];
  let groups: (readonly LoggedVote[])[] = [];
  for await (const line of readUndoLines(session, id)) {
    session.signal.throwIfAborted();
    if (!('votes' in line)) {
      totals.push({ ...line, before: line.after, after: line.before });
      continue;
    }
    groups.push(line.votes);
    if (groups.length < BATCH) continue;
    await undone.take(groups);
    groups = [];
  }
  await undone.take(groups);
  const now = await readTotals(session, totals);
  // The others have been undone already.
  const isDone = totals.map(({ after }, index) => sameTotals(now[index] ?? null, after));
  const real = totals.filter((_, index) => !isDone[index]);
  if (!dryRun) log.totals(real);
  const refused = dryRun
    ? totals.filter(({ before }, index) => !isDone[index] && !isDeepStrictEqual(now[index] ?? null, before))
    : await setTotals(session, real);
  // An article of which nothing is left is none, for show and for what a mistyped ID may mean.
  await inParallel([...undone.emptied], (articleId) => clearEmptyShards(session, articleId));
  return outcomeOf({
    id,
    dryRun,
    undone,
    totals: real.length - refused.length,
    refused: refused.length,
    again: log.command && log.command + where,
  });
}

class UndoneVotes {
  readonly #session: Session;
  readonly #log: UndoLog;
  readonly #dryRun: boolean;
  readonly #left = new Set<string>();
  votes = 0;
  /** Articles from which votes were taken that had not been there. */
  readonly emptied = new Set<ArticleId>();

  constructor(session: Session, log: UndoLog, dryRun: boolean) {
    this.#session = session;
    this.#log = log;
    this.#dryRun = dryRun;
  }

  /** Groups that were changed since; one that the command itself changed again is in a later line. */
  get left(): number {
    return this.#left.size;
  }

  async take(groups: readonly (readonly LoggedVote[])[]): Promise<void> {
    const { client, table, surroundings } = this.#session;
    const there = await readVersions(this.#session, groups.flat());
    const changes: ChangeGroup[] = [];
    for (const group of groups) {
      const isAsLeft = group.every((vote) => isSameVersion(there.get(keyOf(vote)), vote.after));
      if (!isAsLeft) {
        this.#left.add(nameOf(group));
        continue;
      }
      this.#left.delete(nameOf(group));
      changes.push(
        group.map((vote) => {
          const { voter, articleId, before } = vote;
          return { voter, articleId, before: there.get(keyOf(vote)) ?? null, after: before && nextOf(before) };
        }),
      );
    }
    if (!this.#dryRun) {
      this.#log.votes(changes);
      for (const { articleId, after } of changes.flat()) if (after === null) this.emptied.add(articleId);
      for (const stale of await changeVotes(client, table, changes, surroundings)) this.#left.add(nameOf(stale));
    }
    this.votes += changes.length;
  }
}

const keyOf = ({ voter, articleId }: Pick<LoggedVote, 'voter' | 'articleId'>) => `${voter} ${articleId}`;
const nameOf = (group: readonly Pick<LoggedVote, 'voter' | 'articleId'>[]) => group.map(keyOf).join(' ');

/** Whether the vote is still as the command left it, on whatever shard. A withdrawn version may have expired since. */
function isSameVersion(now: StoredVote | undefined, left: StoredVote): boolean {
  if (now === undefined) return left.rating === null && left.hold === undefined;
  return (
    now.rating === left.rating &&
    now.votedAt === left.votedAt &&
    now.hold?.id === left.hold?.id &&
    saidIn(now) === saidIn(left)
  );
}

interface Undone {
  readonly id: string;
  readonly dryRun: boolean;
  readonly undone: UndoneVotes;
  readonly totals: number;
  readonly refused: number;
  readonly again: string | undefined;
}

function outcomeOf({ id, dryRun, undone, totals, refused, again }: Undone): Outcome {
  const what = [
    ...(undone.votes > 0 ? [counted(undone.votes, 'vote')] : []),
    ...(totals > 0 ? [counted(totals, 'imported total')] : []),
  ].join(' and ');
  const left = undone.left + refused;
  const nothing = undone.votes === 0 && totals === 0;
  const lines = [
    ...(left > 0
      ? [`${n(left)} changed since, and ${left === 1 ? 'is left as it is' : 'are left as they are'} now.`]
      : []),
    nothing
      ? left > 0
        ? `Nothing else of ${id} is left to undo.`
        : `Nothing is left of ${id} to undo.`
      : dryRun
        ? `Would undo ${id}: ${what}. Leave out --dry-run to do it.`
        : `Undid ${id}: ${what} as before.`,
    ...(again === undefined ? [] : [`To undo this: ${again}`]),
  ];
  return {
    text: lines.join('\n'),
    json: { undone: id, votes: undone.votes, totals, left, done: !dryRun, undo: again ?? null },
    exitCode: left > 0 ? EXIT.look : EXIT.done,
  };
}
