import { Command } from 'commander';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import type { KeptVote } from '../../lambda/storage/parse-item.ts';
import { saidIn } from '../../lambda/storage/stored-vote.ts';
import { barChart } from '../bars.ts';
import { findVotes } from '../find-votes.ts';
import { EXIT, OperatorError } from '../operator-error.ts';
import { articleId, moment, rangeText, ratings } from '../options.ts';
import { readVotes, removeVotes } from '../remove.ts';
import { selects } from '../select-votes.ts';
import type { Selection } from '../select-votes.ts';
import type { Outcome, Run, Session } from '../session.ts';
import { countVote } from '../star-counts.ts';
import type { StarCounts } from '../star-counts.ts';
import { unknownArticle } from '../unknown-article.ts';
import { tableArguments } from '../table-arguments.ts';
import { UndoLog } from '../undo-log.ts';
import { voterKey } from '../voter-key.ts';

interface RemoveOptions extends Selection {
  readonly article: ArticleId;
  readonly voter?: string;
  readonly voterHash?: string;
  readonly yes?: boolean;
}

export function removeVotesCommand(run: Run): Command {
  return new Command('remove-votes')
    .description('delete votes on one article, held ones too: those of a voter, or those of a time')
    .requiredOption('--article <id>', 'the article', articleId)
    .option('--from <time>', 'votes from this day or moment on, in UTC', moment)
    .option('--to <time>', 'votes before this day or moment, in UTC', moment)
    .option('--rating <stars>', 'votes of this rating only, or of several: 1,2', ratings)
    .option('--voter <id>', 'the votes of this voter ID')
    .option('--voter-hash <hash>', 'the votes of the voter whom an export calls so')
    .option('--yes', 'do it; otherwise only say what would be done')
    .addHelpText(
      'after',
      '\nTo take votes out of the tally without deleting them: ratings hold. For everything about a voter, on all articles: ratings forget. For all votes of an article: ratings reset.',
    )
    .action((options: RemoveOptions, command: Command) => {
      const { from, to, voter, voterHash } = options;
      if (from === undefined && to === undefined && voter === undefined && voterHash === undefined) {
        throw new OperatorError('Say which votes: --from, --to, --voter or --voter-hash.', { exitCode: EXIT.usage });
      }
      return run(command, (session) => removeMatching(session, options, tableArguments(command)));
    });
}

export async function removeMatching(session: Session, options: RemoveOptions, where = ''): Promise<Outcome> {
  const { article, from, to, yes = false } = options;
  const wanted = selects(options);
  const log = new UndoLog(session);
  const removed: StarCounts = [0, 0, 0, 0, 0];
  let votes = 0;
  const take = async (found: readonly KeptVote[]) => {
    const matching = found.filter(wanted);
    for (const vote of matching) {
      const said = saidIn(vote);
      if (said !== null) countVote(removed, said);
    }
    // In two steps: several segments come here at the same time.
    const count = yes ? await removeVotes(session, matching, log, wanted) : matching.length;
    votes += count;
  };
  const voter = voterOf(options);
  if (voter !== undefined) await take(await readVotes(session, [{ voter, articleId: article }]));
  else
    await findVotes(session, 'Looking for votes', article, ({ votes, held }) => take([...votes, ...held]), {
      from,
      to,
    });
  const unknown = votes === 0 ? await unknownArticle(session, article) : undefined;
  if (unknown !== undefined) return unknown;
  const undo = log.command && log.command + where;
  const range = rangeText(from, to);
  const what = `${votes.toLocaleString('en')} ${votes === 1 ? 'vote' : 'votes'} on ${article}${range && `, ${range}`}`;
  return {
    json: {
      ...{ articleId: article, from: from ?? null, to: to ?? null, votes, distribution: removed, done: yes },
      undo: undo ?? null,
    },
    text: [
      yes ? `Removed ${what}:` : `Would remove ${what}. Give --yes to do it.`,
      ...barChart(removed),
      ...(undo === undefined ? [] : [`To take this back: ${undo}`]),
    ].join('\n'),
  };
}

function voterOf({ voter, voterHash }: RemoveOptions): string | undefined {
  if (voter !== undefined) return voterKey(voter, false);
  return voterHash === undefined ? undefined : voterKey(voterHash, true);
}
