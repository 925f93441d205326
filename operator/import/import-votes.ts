import { changeVotes } from '../changes/change-votes.ts';
import type { ChangeGroup, NextVote } from '../changes/change-votes.ts';
import type { CountedVote } from '../../lambda/storage/items/parse-item.ts';
import { holdOf } from '../../lambda/storage/items/stored-vote.ts';
import type { StoredVote } from '../../lambda/storage/items/stored-vote.ts';
import { TaskLimit } from '../session/limit-tasks.ts';
import { EXIT, OperatorError } from '../session/operator-error.ts';
import { readRows } from '../files/read-rows.ts';
import type { Outcome, Session } from '../session/session.ts';
import { UndoLog } from '../undo-log/undo-log.ts';
import { parseVoteRow } from './vote-row.ts';
import { WrongLines } from '../files/wrong-lines.ts';
import { counted, n } from '../../lambda/domain/format-numbers.ts';
import { supersedes } from '../votes/supersedes.ts';
import { refuseWrongExport } from './refuse-wrong-export.ts';
import { readVersions } from '../table/read-votes.ts';

interface ImportVotesOptions {
  readonly format: 'csv' | 'ndjson' | 'json' | 'sql';
  readonly strict: boolean;
}

/** Votes per batch. Votes sorted by article share shard writes; larger batches would save little. */
const BATCH = 2000;

/** @param where the options that name the table, for the undo command */
export async function importVotes(
  session: Session,
  file: string,
  { format, strict }: ImportVotesOptions,
  where = '',
): Promise<Outcome> {
  if (format === 'sql')
    throw new OperatorError('Votes must be CSV or NDJSON. For a plugin’s data, pass --from.', { exitCode: EXIT.usage });
  const wrong = new WrongLines(file);
  if (strict) {
    for await (const row of readVotesOf(session, file, format, wrong)) void row;
    wrong.refuse();
  }
  const counts = { read: 0, changed: 0 };
  const log = new UndoLog(session);
  const start = performance.now();
  const progress = session.progress('Importing', 'votes');
  const tasks = new TaskLimit(4);
  let batch = new Map<string, CountedVote>();
  const flush = () => {
    const votes = [...batch.values()].sort((a, b) => (a.articleId < b.articleId ? -1 : 1));
    batch = new Map();
    return tasks.add(async () => {
      const changed = await importBatch(session, votes, log);
      counts.changed += changed;
      progress.add(votes.length);
    });
  };
  try {
    for await (const vote of readVotesOf(session, file, format, strict ? new WrongLines(file) : wrong)) {
      if (session.signal.aborted) await tasks.drain();
      session.signal.throwIfAborted();
      counts.read++;
      const key = `${vote.voter} ${vote.articleId}`;
      const before = batch.get(key);
      if (before === undefined || supersedes(vote, before)) batch.set(key, vote);
      if (batch.size >= BATCH) await flush();
    }
    await flush();
    await tasks.drain();
  } finally {
    progress.end();
  }
  return outcomeOf(counts, wrong, (performance.now() - start) / 1000, log.command && log.command + where);
}

/** @returns the number of votes that were new, or newer than those in the table */
async function importBatch(session: Session, votes: readonly CountedVote[], log: UndoLog): Promise<number> {
  let changed = 0;
  // Read first, so that the undo file records exactly the votes that change.
  let there: ReadonlyMap<string, StoredVote> = await readVersions(session, votes);
  for (let rest = votes; rest.length > 0;) {
    session.signal.throwIfAborted();
    const groups: ChangeGroup[] = rest.flatMap((vote) => {
      const { voter, articleId } = vote;
      const before = there.get(`${voter} ${articleId}`) ?? null;
      return before === null || supersedes(vote, before)
        ? [[{ voter, articleId, before, after: importedOver(before, vote, session.clockAndRandom.now()) }]]
        : [];
    });
    log.votes(groups);
    const stale = await changeVotes(session.client, session.table, groups, session.clockAndRandom);
    changed += groups.length - stale.length;
    const keys = new Set(stale.flat().map(({ voter, articleId }) => `${voter} ${articleId}`));
    rest = rest.filter(({ voter, articleId }) => keys.has(`${voter} ${articleId}`));
    there = await readVersions(session, rest);
  }
  return changed;
}

/** The vote to write. A held vote stays held, with the imported rating. */
function importedOver(before: StoredVote | null, { rating, votedAt }: CountedVote, now: number): NextVote {
  const hold = holdOf(before, now);
  return hold === undefined ? { rating, votedAt } : { rating: null, votedAt, hold: { ...hold, rating } };
}

async function* readVotesOf(
  { clockAndRandom }: Session,
  file: string,
  format: 'csv' | 'ndjson' | 'json',
  wrong: WrongLines,
): AsyncGenerator<CountedVote> {
  let isFirst = true;
  for await (const { line, values, fault } of readRows(file, format)) {
    if (isFirst && values !== undefined) refuseWrongExport('votes', file, values);
    isFirst = false;
    const vote = values === undefined ? (fault ?? '') : parseVoteRow(values, clockAndRandom.now());
    if (typeof vote === 'string') wrong.add(line, vote);
    else yield vote;
  }
}

function outcomeOf(
  { read, changed }: { read: number; changed: number },
  wrong: WrongLines,
  seconds: number,
  undo: string | undefined,
): Outcome {
  const rate = `${n(Math.round(read / seconds))} a second`;
  const lines = [
    ...wrong.lines,
    `Read ${counted(read, 'vote')}, ${rate}: ${n(changed)} were new or newer, ${n(read - changed)} existed already.`,
  ];
  if (wrong.count > 0) lines.push(`Skipped ${counted(wrong.count, 'wrong line')}.`);
  if (undo !== undefined) lines.push(`To undo this: ${undo}`);
  return {
    text: lines.join('\n'),
    json: { read, changed, skipped: wrong.count, wrong: wrong.lines, seconds, undo: undo ?? null },
    exitCode: wrong.count > 0 ? EXIT.look : EXIT.done,
  };
}
