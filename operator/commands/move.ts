import { Command } from 'commander';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { changeVotes, nextOf } from '../../lambda/storage/change-votes.ts';
import type { ChangeGroup } from '../../lambda/storage/change-votes.ts';
import type { KeptVote } from '../../lambda/storage/parse-item.ts';
import type { StoredVote } from '../../lambda/storage/stored-vote.ts';
import { findVotes } from '../find-votes.ts';
import { clearEmptyShards, moveImported } from '../move-shards.ts';
import { EXIT, OperatorError } from '../operator-error.ts';
import { articleId } from '../options.ts';
import { readVersions, readVotes, removeItems } from '../remove.ts';
import type { Outcome, Run, Session } from '../session.ts';

export function moveCommand(run: Run): Command {
  return new Command('move')
    .description(
      'rename an article, or merge it into another: votes and imported totals; of two votes of a voter the newer wins',
    )
    .argument('<old>', 'article ID', articleId)
    .argument('<new>', 'article ID', articleId)
    .option('--yes', 'do it; otherwise only say what would be done')
    .action((from: ArticleId, to: ArticleId, { yes = false }: { yes?: boolean }, command) => {
      if (from === to) throw new OperatorError('Both are the same article.', { exitCode: EXIT.usage });
      return run(command as Command, (session) => (yes ? move(session, from, to) : foresee(session, from, to)));
    });
}

/** Scans in which votes may still turn up before it is said that they keep coming. */
const ROUNDS = 5;

/** Moves until a whole scan finds nothing more. Tally and votes of both articles are equal all the time. */
export async function move(session: Session, from: ArticleId, to: ArticleId): Promise<Outcome> {
  let moved = 0;
  let left = 0;
  for (let round = 1; round <= ROUNDS; round++) {
    left = 0;
    const what = round === 1 ? 'Moving' : 'Looking for votes that came meanwhile';
    await findVotes(session, what, from, async ({ votes, held, others }) => {
      await removeItems(session, others);
      await moveVotes(session, [...votes, ...held], to);
      left += votes.length + held.length;
    });
    moved += left;
    if (left === 0) break;
  }
  const imported = await moveImported(session, from, to);
  await clearEmptyShards(session, from);
  const sources = imported.length > 0 ? ` and the totals imported from ${imported.join(', ')}` : '';
  const coming = `\nVotes on ${from} keep coming: let the pages say ${to}, then run this again for the rest.`;
  return {
    json: { from, to, votes: moved, imported, keepComing: left > 0, done: true },
    text: `Moved ${moved.toLocaleString('en')} votes${sources} to ${to}.${left > 0 ? coming : ''}`,
    exitCode: left > 0 ? EXIT.look : EXIT.done,
  };
}

async function moveVotes(session: Session, votes: readonly KeptVote[], to: ArticleId): Promise<void> {
  for (let rest = votes; rest.length > 0;) {
    session.signal.throwIfAborted();
    const there = await readVersions(
      session,
      rest.map(({ voter }) => ({ voter, articleId: to })),
    );
    const groups = rest.map((vote) => moveOne(vote, to, there.get(`${vote.voter} ${to}`) ?? null));
    const stale = await changeVotes(session.client, session.table, groups, session.surroundings);
    // Changed, withdrawn or voted meanwhile, on either article: look again.
    rest = await readVotes(
      session,
      stale.flatMap(([vote]) => vote ?? []),
    );
  }
}

/**
 * Away from the old article and, unless the voter said something newer there, on to the new one: both or neither. A held vote
 * stays held.
 */
function moveOne(vote: KeptVote, to: ArticleId, there: StoredVote | null): ChangeGroup {
  const { voter, articleId: from } = vote;
  const newer = there !== null && (there.votedAt ?? '') >= (vote.votedAt ?? '');
  const kept = there && nextOf(there);
  return [
    { voter, articleId: from, before: vote, after: null },
    { voter, articleId: to, before: there, after: newer ? kept : nextOf(vote) },
  ];
}

async function foresee(session: Session, from: ArticleId, to: ArticleId): Promise<Outcome> {
  let votes = 0;
  let both = 0;
  await findVotes(session, 'Looking for votes', from, async (found) => {
    const there = await readVotes(
      session,
      [...found.votes, ...found.held].map(({ voter }) => ({ voter, articleId: to })),
    );
    votes += found.votes.length + found.held.length;
    both += there.length;
  });
  const newerWins = both > 0 ? ` ${both.toLocaleString('en')} voters voted on both; the newer vote wins.` : '';
  return {
    json: { from, to, votes, both, done: false },
    text: `Would move ${votes.toLocaleString('en')} votes to ${to}.${newerWins} Give --yes to do it.`,
  };
}
