import { Command, Option } from 'commander';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { saidIn } from '../../lambda/storage/items/stored-vote.ts';
import { bar } from '../terminal/bars.ts';
import { findVotes } from '../votes/find-votes.ts';
import { EXIT } from '../session/operator-error.ts';
import { articleId, moment, rangeText } from '../terminal/options.ts';
import type { Outcome, Run, Session } from '../session/session.ts';
import { compareBeforeAndAfter, describeComparison } from '../timeline/compare-before-and-after.ts';
import { countVote } from '../../lambda/domain/tally.ts';
import type { StarCounts } from '../../lambda/domain/tally.ts';
import { textTable } from '../terminal/text-table.ts';
import { Timeline } from '../timeline/timeline.ts';
import type { Step } from '../timeline/timeline.ts';
import { unknownArticle } from '../table/unknown-article.ts';
import { n } from '../../lambda/domain/format-numbers.ts';

interface TimelineOptions {
  readonly from?: string;
  readonly to?: string;
  readonly by?: Step;
  readonly split?: string;
}

export function timelineCommand(run: Run): Command {
  return new Command('timeline')
    .description('show the votes on an article over time, by star')
    .argument('<id>', 'article ID', articleId)
    .option('--from <time>', 'only votes from this date or time on, in UTC', moment)
    .option('--to <time>', 'only votes before this date or time, in UTC', moment)
    .addOption(new Option('--by <step>', 'period per line; by default one that fits').choices(['hour', 'day', 'week']))
    .option('--split <time>', 'compare votes before and after this date or time, such as an edit', moment)
    .action((id: ArticleId, options: TimelineOptions, command: Command) =>
      run(command, (session) => timeline(session, id, options)),
    );
}

const WIDTH = 24;

export async function timeline(session: Session, id: ArticleId, options: TimelineOptions): Promise<Outcome> {
  const { from, to, by, split } = options;
  const sides = { before: [0, 0, 0, 0, 0] as StarCounts, after: [0, 0, 0, 0, 0] as StarCounts };
  const line = new Timeline();
  const range = { from, to };
  await findVotes(
    session,
    'Looking for votes',
    id,
    ({ votes, held }) => {
      for (const vote of votes) {
        line.add(vote.votedAt, vote.rating, false);
        countVote((vote.votedAt ?? '') < (split ?? '') ? sides.before : sides.after, vote.rating);
      }
      for (const vote of held) line.add(vote.votedAt, saidIn(vote), true);
    },
    range,
  );
  const unknown = line.isEmpty ? await unknownArticle(session, id) : undefined;
  if (unknown !== undefined) return unknown;
  const step = by ?? line.fittingStep();
  const rows = line.rows(step);
  const most = Math.max(0, ...rows.map(({ votes }) => votes));
  const times = rangeText(from, to);
  const hasHeld = rows.some(({ held }) => held > 0);
  const cells = rows.map(({ from: start, votes, stars, held }) => [
    ...[start.slice(0, step === 'hour' ? 16 : 10).replace('T', ' '), bar(votes, most, WIDTH).padEnd(WIDTH)],
    ...[votes, ...stars].map((count) => (count === 0 ? '·' : n(count))),
    ...(hasHeld ? [held === 0 ? '·' : n(held)] : []),
  ]);
  const head = ['UTC', '', 'votes', '1 ★', '2 ★', '3 ★', '4 ★', '5 ★', ...(hasHeld ? ['held'] : [])];
  const compared = split === undefined ? undefined : compareBeforeAndAfter(sides.before, sides.after);
  const text = [
    `${id}, by ${step}${times && `, ${times}`}`,
    textTable(head, cells),
    ...(compared === undefined ? [] : ['', describeComparison(compared, split ?? '')]),
  ].join('\n');
  return {
    json: { articleId: id, by: step, from: from ?? null, to: to ?? null, rows, ...(compared && { split: compared }) },
    text: rows.length === 0 ? `No votes on ${id}${times && `, ${times}`}.` : text,
    exitCode: rows.length === 0 ? EXIT.look : EXIT.done,
  };
}
