import { Command } from 'commander';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { compileArticleIdPattern } from '../../lambda/runtime/compile-article-id-pattern.ts';
import type { KeptVote } from '../../lambda/storage/items/parse-item.ts';
import { saidIn } from '../../lambda/storage/items/stored-vote.ts';
import { barChart } from '../terminal/bars.ts';
import { findVotes } from '../votes/find-votes.ts';
import { wrongUse } from '../session/operator-error.ts';
import { articleId, moment, rangeText, ratings } from '../terminal/options.ts';
import { removeVotes } from '../votes/remove-votes.ts';
import { selects } from '../votes/select-votes.ts';
import type { Selection } from '../votes/select-votes.ts';
import type { Outcome, Run, Session } from '../session/session.ts';
import { countVote } from '../../lambda/domain/tally.ts';
import type { StarCounts } from '../../lambda/domain/tally.ts';
import { textTable } from '../terminal/text-table.ts';
import { unknownArticle } from '../table/unknown-article.ts';
import { tableOptionsText } from '../table/table-options-text.ts';
import { UndoLog } from '../undo-log/undo-log.ts';
import { hashKey, voterKey } from '../table/voter-key.ts';
import { counted, n } from '../../lambda/domain/format-numbers.ts';
import { readVotes } from '../table/read-votes.ts';

interface RemoveOptions extends Selection {
  readonly article?: ArticleId;
  readonly prefix?: string;
  readonly unlike?: string;
  readonly voter?: string;
  readonly voterHash?: string;
  readonly yes?: boolean;
}

export function removeVotesCommand(run: Run): Command {
  return new Command('remove-votes')
    .description('delete votes, including held ones, by article, voter or time')
    .option('--article <id>', 'votes on this article', articleId)
    .option('--prefix <text>', 'votes on all articles whose IDs start with this text')
    .option(
      '--unlike <pattern>',
      'votes on all articles whose IDs do not match this regular expression (RE2 syntax, whole ID, like articleIdPattern)',
    )
    .option('--from <time>', 'only votes from this date or time on, in UTC', moment)
    .option('--to <time>', 'only votes before this date or time, in UTC', moment)
    .option('--rating <stars>', 'only votes with these ratings, such as 1,2', ratings)
    .option('--voter <id>', 'only the vote of this voter ID; needs --article')
    .option('--voter-hash <hash>', 'only the vote of the voter with this hash; needs --article')
    .option('--yes', 'make the changes; without it, a dry run')
    .addHelpText(
      'after',
      '\nTo take votes out of the tally without deleting them, use ratings hold. To erase a voter on all articles, use ratings forget. To remove all votes of an article, use ratings reset.',
    )
    .action((options: RemoveOptions, command: Command) => {
      const fault = faultOf(options);
      if (fault !== undefined) throw wrongUse(fault);
      return run(command, (session) => removeMatching(session, options, tableOptionsText(command)));
    });
}

function faultOf({ article, prefix, unlike, from, to, voter, voterHash }: RemoveOptions): string | undefined {
  const many = prefix !== undefined || unlike !== undefined;
  if (article === undefined && !many) return 'Select articles with --article, --prefix or --unlike.';
  if (article !== undefined && many) return '--article excludes --prefix and --unlike.';
  const ofVoter = voter !== undefined || voterHash !== undefined;
  if (many && ofVoter) return '--voter and --voter-hash need --article; for all articles, use ratings forget.';
  if (from === undefined && to === undefined && !ofVoter && !many)
    return 'Select votes with --from, --to, --voter or --voter-hash.';
  return undefined;
}

export async function removeMatching(session: Session, options: RemoveOptions, where = ''): Promise<Outcome> {
  const { article, prefix = '', from, to, yes = false } = options;
  const isMeant = await meant(options);
  const isSelected = selects(options);
  const wanted = (vote: KeptVote) => isMeant(vote.articleId) && isSelected(vote);
  const log = new UndoLog(session);
  const removed: StarCounts = [0, 0, 0, 0, 0];
  const perArticle = new Map<ArticleId, number>();
  let votes = 0;
  const take = async (found: readonly KeptVote[]) => {
    const matching = found.filter(wanted);
    for (const vote of matching) {
      perArticle.set(vote.articleId, (perArticle.get(vote.articleId) ?? 0) + 1);
      const said = saidIn(vote);
      if (said !== null) countVote(removed, said);
    }
    // In two steps, because several segments call this concurrently.
    const count = yes ? await removeVotes(session, matching, log, wanted) : matching.length;
    votes += count;
  };
  const voter = voterOf(options);
  if (voter !== undefined && article !== undefined)
    await take(await readVotes(session, [{ voter, articleId: article }]));
  else
    await findVotes(
      session,
      'Looking for votes',
      article ?? { prefix },
      (found) => take([...found.votes, ...found.held]),
      { from, to },
    );
  const unknown = votes === 0 && article !== undefined ? await unknownArticle(session, article) : undefined;
  if (unknown !== undefined) return unknown;
  const undo = log.command && log.command + where;
  const range = rangeText(from, to);
  const on = article ?? counted(perArticle.size, 'article');
  const what = `${counted(votes, 'vote')} on ${on}${range && `, ${range}`}`;
  return {
    json: {
      ...(article === undefined
        ? { articles: perArticle.size, examples: examplesOf(perArticle) }
        : { articleId: article }),
      ...{ from: from ?? null, to: to ?? null, votes, distribution: removed, done: yes },
      undo: undo ?? null,
    },
    text: [
      yes ? `Removed ${what}:` : `Would remove ${what}. Pass --yes to do it.`,
      ...barChart(removed),
      ...(article === undefined && votes > 0 ? ['', tableOf(perArticle)] : []),
      ...(undo === undefined ? [] : [`To undo this: ${undo}`]),
    ].join('\n'),
  };
}

/** A test whether the options select an article. */
async function meant({ unlike }: RemoveOptions): Promise<(articleId: ArticleId) => boolean> {
  if (unlike === undefined) return () => true;
  try {
    const matches = await compileArticleIdPattern(unlike);
    return (id) => !matches(id);
  } catch (error) {
    throw wrongUse(`--unlike ${unlike}: ${(error as Error).message}.`);
  }
}

const EXAMPLES = 10;

/** The articles with the most votes first. */
function examplesOf(perArticle: ReadonlyMap<ArticleId, number>) {
  const sorted = [...perArticle].sort(([a, some], [b, others]) => others - some || (a < b ? -1 : 1));
  return sorted.slice(0, EXAMPLES).map(([id, votes]) => ({ articleId: id, votes }));
}

function tableOf(perArticle: ReadonlyMap<ArticleId, number>): string {
  const rows = examplesOf(perArticle).map(({ articleId: id, votes }) => [n(votes), id]);
  const more = perArticle.size - rows.length;
  const table = textTable(['votes', 'article'], rows);
  return more > 0 ? `${table}\n… and ${n(more)} more` : table;
}

function voterOf({ voter, voterHash }: RemoveOptions): string | undefined {
  if (voter !== undefined) return voterKey(voter);
  return voterHash === undefined ? undefined : hashKey(voterHash);
}
