import { Command } from 'commander';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import type { NextVote } from '../changes/change-votes.ts';
import { barChart } from '../terminal/bars.ts';
import { changeId } from '../undo-log/change-id.ts';
import { changeSelected, describeChange } from '../votes/change-selected.ts';
import { EXIT, wrongUse } from '../session/operator-error.ts';
import { articleId, moment, rangeText, ratings, wholeUpTo } from '../terminal/options.ts';
import { selects } from '../votes/select-votes.ts';
import type { Selection } from '../votes/select-votes.ts';
import type { Outcome, Run, Session } from '../session/session.ts';
import { UNDATED } from '../votes/undated.ts';
import { shellWord } from '../terminal/shell-word.ts';
import { tableOptionsText } from '../table/table-options-text.ts';
import { unknownArticle } from '../table/unknown-article.ts';
import { counted } from '../../lambda/domain/format-numbers.ts';

export interface HoldOptions extends Selection {
  readonly keepDays: number;
  readonly dryRun?: boolean;
}

const ABOUT = `
Held votes stay in the table but count in no tally or average; ratings release returns them. Their voters are not notified, and their later votes on this article are held too. Held votes are deleted after --keep-days.`;

export function holdCommand(run: Run): Command {
  return new Command('hold')
    .description('take votes, such as stuffed ones, out of an article’s tally without deleting them')
    .argument('<id>', 'article ID', articleId)
    .option('--from <time>', 'only votes from this date or time on, in UTC', moment)
    .option('--to <time>', 'only votes before this date or time, in UTC', moment)
    .option('--rating <stars>', 'only votes with these ratings, such as 1,2', ratings)
    .option('--keep-days <n>', 'days until held votes are deleted', wholeUpTo(36_500), 90)
    .option('--dry-run', 'write nothing; show what would be held')
    .addHelpText('after', ABOUT)
    .action((id: ArticleId, options: HoldOptions, command: Command) => {
      const { from, to, rating } = options;
      if (from === undefined && to === undefined && rating === undefined)
        throw wrongUse('Select votes with --from, --to or --rating.');
      return run(command, (session) => hold(session, id, options, tableOptionsText(command)));
    });
}

const DAY = 86_400;

/** @param where the options that name the table, for the undo command */
export async function hold(session: Session, id: ArticleId, options: HoldOptions, where = ''): Promise<Outcome> {
  const { from, to, keepDays, dryRun = false } = options;
  const name = changeId(session.clockAndRandom);
  const expiresAt = Math.ceil(session.clockAndRandom.now() / 1000) + keepDays * DAY;
  const undoneBy = `release ${shellWord(id)} --hold ${name}`;
  let told = false;
  const selected = selects(options);
  const changed = await changeSelected(session, id, {
    ...{ from, to, dryRun },
    wanted: (vote) => vote.hold === undefined && selected(vote),
    next({ rating, votedAt }): NextVote {
      if (!told) session.undoable?.(undoneBy);
      told = true;
      // A held vote must have a time.
      return { rating: null, votedAt: votedAt ?? UNDATED, hold: { id: name, rating, expiresAt } };
    },
  });
  const { votes, distribution, before, after } = changed;
  const unknown = votes === 0 ? await unknownArticle(session, id) : undefined;
  if (unknown !== undefined) return unknown;
  const done = !dryRun && votes > 0;
  const until = new Date(expiresAt * 1000).toISOString();
  const release = `npx ratings ${undoneBy}${where}`;
  const times = rangeText(from, to);
  const what = `${counted(votes, 'vote')} on ${id}${times && `, ${times}`}`;
  const lines = [
    `${dryRun ? 'Would hold' : 'Held'} ${what}${votes > 0 ? ':' : '.'}`,
    ...(votes > 0 ? barChart(distribution) : []),
    ...(dryRun ? ['Nothing was written. To make the changes, leave out --dry-run.'] : []),
    ...(done ? [describeChange(changed), `Kept until ${until.slice(0, 10)}. To undo this: ${release}`] : []),
  ];
  return {
    text: lines.join('\n'),
    json: {
      ...{ articleId: id, from: from ?? null, to: to ?? null, votes, distribution, before, after, done },
      ...(done && { hold: name, until, release }),
    },
    exitCode: votes === 0 ? EXIT.look : EXIT.done,
  };
}
