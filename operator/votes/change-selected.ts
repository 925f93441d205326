import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { summarize } from '../../lambda/domain/summary.ts';
import type { Summary } from '../../lambda/domain/summary.ts';
import type { NextVote } from '../changes/change-votes.ts';
import type { KeptVote } from '../../lambda/storage/items/parse-item.ts';
import { saidIn } from '../../lambda/storage/items/stored-vote.ts';
import { findVotes } from './find-votes.ts';
import { readArticle, shownTally } from '../table/read-article.ts';
import { changeEach } from './change-each.ts';
import type { Session } from '../session/session.ts';
import { countVote } from '../../lambda/domain/tally.ts';
import type { StarCounts } from '../../lambda/domain/tally.ts';
import type { UndoLog } from '../undo-log/undo-log.ts';
import { averageText, n } from '../../lambda/domain/format-numbers.ts';

export interface SelectedChange {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly wanted: (vote: KeptVote) => boolean;
  readonly next: (vote: KeptVote) => NextVote | null;
  readonly dryRun: boolean;
  /** Receives each change before it is made. */
  readonly log?: UndoLog;
}

export interface ChangedVotes {
  readonly votes: number;
  /** Stars of the votes. */
  readonly distribution: StarCounts;
  /** The visible summary before and after. */
  readonly before: Summary;
  readonly after: Summary;
}

/** Changes selected votes of an article together with its tally; in a dry run, only reports the change. */
export async function changeSelected(
  session: Session,
  id: ArticleId,
  { from, to, wanted, next, dryRun, log }: SelectedChange,
): Promise<ChangedVotes> {
  const distribution: StarCounts = [0, 0, 0, 0, 0];
  const shown = async () => summarize(shownTally(await readArticle(session, id)));
  const before = await shown();
  let votes = 0;
  await findVotes(
    session,
    'Looking for votes',
    id,
    async (found) => {
      const matching = [...found.votes, ...found.held].filter(wanted);
      for (const vote of matching) {
        const said = saidIn(vote);
        if (said !== null) countVote(distribution, said);
      }
      // In two steps, because several segments call this concurrently.
      const count = dryRun ? matching.length : await changeEach(session, matching, next, wanted, log);
      votes += count;
    },
    { from, to },
  );
  return { votes, distribution, before, after: await shown() };
}

/** Such as `The visible average was 2.31 from 1,204 votes, and is now 4.21 from 912. Caches follow later.` */
export function describeChange({ before, after }: ChangedVotes): string {
  const text = ({ average, count }: Summary) => `${averageText(average)} from ${n(count)}`;
  return `The visible average was ${text(before)} votes, and is now ${text(after)}. Caches follow later.`;
}
