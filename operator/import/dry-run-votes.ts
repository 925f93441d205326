import type { CountedVote } from '../../lambda/storage/items/parse-item.ts';
import { saidIn } from '../../lambda/storage/items/stored-vote.ts';
import { EXIT } from '../session/operator-error.ts';
import { readRows } from '../files/read-rows.ts';
import type { Outcome, Session } from '../session/session.ts';
import { textTable } from '../terminal/text-table.ts';
import { parseVoteRow } from './vote-row.ts';
import { WrongLines } from '../files/wrong-lines.ts';
import { counted, n } from '../../lambda/domain/format-numbers.ts';
import { supersedes } from '../votes/supersedes.ts';
import { readVersions } from '../table/read-votes.ts';
import { refuseWrongExport } from './refuse-wrong-export.ts';

const BATCH = 1000;
const EXAMPLES = 10;

interface Foreseen {
  read: number;
  new: number;
  newer: number;
  there: number;
  readonly examples: { readonly articleId: string; readonly now: number | null; readonly then: number | null }[];
}

/** Counts the changes of an import of votes; writes nothing. */
export async function dryRunVotes(session: Session, file: string, format: 'csv' | 'ndjson' | 'json'): Promise<Outcome> {
  const wrong = new WrongLines(file);
  const foreseen: Foreseen = { read: 0, new: 0, newer: 0, there: 0, examples: [] };
  const progress = session.progress('Comparing', 'votes');
  // Only one of a voter's votes on an article counts; repeated votes in different batches are reported twice.
  let batch = new Map<string, CountedVote>();
  const compare = async () => {
    const votes = [...batch.values()];
    batch = new Map();
    take(foreseen, votes, await readVersions(session, votes));
    progress.add(votes.length);
  };
  try {
    for await (const { line, values, fault } of readRows(file, format)) {
      session.signal.throwIfAborted();
      if (values !== undefined && foreseen.read + wrong.count === 0) refuseWrongExport('votes', file, values);
      const vote = values === undefined ? (fault ?? '') : parseVoteRow(values, session.clockAndRandom.now());
      if (typeof vote === 'string') {
        wrong.add(line, vote);
        continue;
      }
      const key = `${vote.voter} ${vote.articleId}`;
      const other = batch.get(key);
      if (other === undefined || supersedes(vote, other)) batch.set(key, vote);
      foreseen.read++;
      if (batch.size >= BATCH) await compare();
    }
    await compare();
  } finally {
    progress.end();
  }
  return outcomeOf(foreseen, wrong);
}

function take(
  foreseen: Foreseen,
  votes: readonly CountedVote[],
  there: Awaited<ReturnType<typeof readVersions>>,
): void {
  for (const vote of votes) {
    const now = there.get(`${vote.voter} ${vote.articleId}`);
    if (now !== undefined && !supersedes(vote, now)) {
      foreseen.there++;
      continue;
    }
    foreseen[now === undefined ? 'new' : 'newer']++;
    if (foreseen.examples.length < EXAMPLES)
      foreseen.examples.push({ articleId: vote.articleId, now: saidIn(now ?? null), then: vote.rating });
  }
}

function outcomeOf(foreseen: Foreseen, wrong: WrongLines): Outcome {
  const rows = foreseen.examples.map(({ articleId, now, then }) => [String(now ?? '–'), String(then), articleId]);
  return {
    text: [
      ...wrong.lines,
      `Read ${counted(foreseen.read, 'vote')}: ${n(foreseen.new)} are new, ${n(foreseen.newer)} are newer than the existing ones, ${n(foreseen.there)} exist already.`,
      ...(wrong.count > 0 ? [`Would skip ${counted(wrong.count, 'wrong line')}.`] : []),
      ...(rows.length > 0 ? ['', textTable(['before', 'after', 'article'], rows), ''] : []),
      'Nothing was written. To make the changes, leave out --dry-run.',
    ].join('\n'),
    json: { ...foreseen, skipped: wrong.count, wrong: wrong.lines, done: false },
    exitCode: wrong.count > 0 ? EXIT.look : EXIT.done,
  };
}
