import { Command } from 'commander';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import type { KeptVote } from '../../lambda/storage/items/parse-item.ts';
import { holdOf } from '../../lambda/storage/items/stored-vote.ts';
import { barChart } from '../terminal/bars.ts';
import { changeSelected, describeChange } from '../votes/change-selected.ts';
import { EXIT } from '../session/operator-error.ts';
import { Holds } from '../votes/holds.ts';
import { articleId, moment, rangeText, ratings } from '../terminal/options.ts';
import { selects } from '../votes/select-votes.ts';
import type { Selection } from '../votes/select-votes.ts';
import type { Outcome, Run, Session } from '../session/session.ts';
import { tableOptionsText } from '../table/table-options-text.ts';
import { UndoLog } from '../undo-log/undo-log.ts';
import { unknownArticle } from '../table/unknown-article.ts';
import { counted, n } from '../../lambda/domain/format-numbers.ts';
import { votesOf } from '../../lambda/domain/tally.ts';

export interface ReleaseOptions extends Selection {
  readonly hold?: string;
  readonly dryRun?: boolean;
}

export function releaseCommand(run: Run): Command {
  return new Command('release')
    .description('return held votes to an article’s tally, with their voters’ latest ratings')
    .argument('<id>', 'article ID', articleId)
    .option('--hold <name>', 'only votes of this hold; ratings hold printed its name')
    .option('--from <time>', 'only votes from this date or time on, in UTC', moment)
    .option('--to <time>', 'only votes before this date or time, in UTC', moment)
    .option('--rating <stars>', 'only votes with these ratings, such as 1,2', ratings)
    .option('--dry-run', 'write nothing; show what would be released')
    .action((id: ArticleId, options: ReleaseOptions, command: Command) =>
      run(command, (session) => release(session, id, options, tableOptionsText(command))),
    );
}

export async function release(session: Session, id: ArticleId, options: ReleaseOptions, where = ''): Promise<Outcome> {
  const { from, to, hold, dryRun = false } = options;
  const selected = selects(options);
  const log = new UndoLog(session);
  const others = new Holds();
  const isWanted = (vote: KeptVote) => {
    const held = holdOf(vote, session.clockAndRandom.now());
    if (held === undefined || !selected(vote)) return false;
    if (hold === undefined || held.id === hold) return true;
    others.add(vote.voter, held);
    return false;
  };
  const changed = await changeSelected(session, id, {
    ...{ from, to, dryRun, log },
    wanted: isWanted,
    next: ({ votedAt, hold: { rating } = { rating: null } }) => (rating === null ? null : { rating, votedAt }),
  });
  const { votes, distribution, before, after } = changed;
  const unknown = votes === 0 ? await unknownArticle(session, id) : undefined;
  if (unknown !== undefined) return unknown;
  const done = !dryRun && votes > 0;
  const withdrawn = votes - votesOf(distribution);
  const undo = log.command && log.command + where;
  const times = rangeText(from, to);
  const what = `${counted(votes, 'held vote')} on ${id}${times && `, ${times}`}`;
  const lines = [
    `${dryRun ? 'Would release' : 'Released'} ${what}${votes > 0 ? ':' : '.'}`,
    ...(votes > 0 ? barChart(distribution) : []),
    ...(withdrawn > 0 ? [`${n(withdrawn)} of them had been withdrawn by their voters.`] : []),
    ...(votes === 0 ? others.lines().map((line) => `Held: ${line}.`) : []),
    ...(dryRun ? ['Nothing was written. To make the changes, leave out --dry-run.'] : []),
    ...(done ? [describeChange(changed)] : []),
    ...(undo === undefined ? [] : [`To undo this: ${undo}`]),
  ];
  return {
    text: lines.join('\n'),
    json: {
      articleId: id,
      from: from ?? null,
      to: to ?? null,
      votes,
      distribution,
      before,
      after,
      done,
      undo: undo ?? null,
    },
    exitCode: votes === 0 ? EXIT.look : EXIT.done,
  };
}
