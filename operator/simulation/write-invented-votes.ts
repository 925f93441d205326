import { changeVotes } from '../changes/change-votes.ts';
import type { ChangeGroup } from '../changes/change-votes.ts';
import { TaskLimit } from '../session/limit-tasks.ts';
import type { Session } from '../session/session.ts';

/** Votes per transaction, beside the shard that counts them. */
const AT_ONCE = 99;

/**
 * Writes invented votes, each on an article without a vote of that voter.
 * @param votesOn makes the votes on one article; called when they are written, because all votes may not fit into memory
 */
export async function writeInventedVotes<Article>(
  session: Session,
  articles: readonly Article[],
  total: number,
  votesOn: (article: Article) => readonly ChangeGroup[],
): Promise<void> {
  const progress = session.progress('Inventing', 'votes', total);
  const tasks = new TaskLimit(4);
  try {
    for (const article of articles) {
      const votes = votesOn(article);
      for (let from = 0; from < votes.length; from += AT_ONCE) {
        if (session.signal.aborted) await tasks.drain();
        session.signal.throwIfAborted();
        const some = votes.slice(from, from + AT_ONCE);
        await tasks.add(async () => {
          await changeVotes(session.client, session.table, some, session.clockAndRandom);
          progress.add(some.length);
        });
      }
    }
    await tasks.drain();
  } finally {
    progress.end();
  }
}
