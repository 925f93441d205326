import { Command, Option } from 'commander';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { findVotes } from '../votes/find-votes.ts';
import { EXIT } from '../session/operator-error.ts';
import { articleId } from '../terminal/options.ts';
import { readArticle } from '../table/read-article.ts';
import { aboutUncountable } from '../votes/about-uncountable.ts';
import { removeItems, removeVotes } from '../votes/remove-votes.ts';
import type { Outcome, Run, Session } from '../session/session.ts';
import { tableOptionsText } from '../table/table-options-text.ts';
import { UndoLog } from '../undo-log/undo-log.ts';
import { unknownArticle } from '../table/unknown-article.ts';
import { counted } from '../../lambda/domain/format-numbers.ts';
import { readTotals } from '../table/read-totals.ts';
import { changeTotals } from '../changes/change-totals.ts';

interface ResetOptions {
  readonly importedOnly?: boolean;
  readonly keepImported?: boolean;
  readonly yes?: boolean;
}

export function resetCommand(run: Run): Command {
  return new Command('reset')
    .description('remove all votes and imported totals of an article')
    .argument('<id>', 'article ID', articleId)
    .option('--keep-imported', 'keep imported totals')
    .addOption(new Option('--imported-only', 'remove only imported totals').conflicts('keepImported'))
    .option('--yes', 'make the changes; without it, a dry run')
    .action((id: ArticleId, options: ResetOptions, command: Command) =>
      run(command, (session) => reset(session, id, options, tableOptionsText(command))),
    );
}

export async function reset(session: Session, id: ArticleId, options: ResetOptions, where = ''): Promise<Outcome> {
  const { yes = false, keepImported = false, importedOnly = false } = options;
  const log = new UndoLog(session);
  let votes = 0;
  let uncountable = 0;
  if (!importedOnly) {
    await findVotes(session, 'Looking for votes', id, async (found) => {
      // In two steps, because several segments call this concurrently.
      const removed = yes ? await removeItems(session, found.others, log) : found.others.length;
      uncountable += removed;
      const all = [...found.votes, ...found.held];
      const count = yes ? await removeVotes(session, all, log) : all.length;
      votes += count;
    });
  }
  const sources = keepImported ? [] : (await readArticle(session, id)).imported.map(({ source }) => source);
  if (votes === 0 && sources.length === 0 && uncountable === 0) {
    const unknown = await unknownArticle(session, id);
    if (unknown !== undefined) return unknown;
  }
  const refused = yes ? await removeTotals(session, id, sources, log) : [];
  const undo = log.command && log.command + where;
  const what = [counted(votes, 'vote'), ...sources.map((source) => `the totals imported from ${source}`)].join(' and ');
  const lines = [
    ...refused.map(({ source }) => `The totals imported from ${source} were changed meanwhile, and are kept.`),
    ...aboutUncountable(uncountable, yes ? log.path : undefined),
    yes ? `Removed ${what}.` : `Would remove ${what}. Pass --yes to do it.`,
    ...(undo === undefined ? [] : [`To undo this: ${undo}`]),
  ];
  return {
    json: { articleId: id, votes, uncountable, imported: sources, done: yes, undo: undo ?? null },
    text: lines.join('\n'),
    exitCode: refused.length > 0 ? EXIT.look : EXIT.done,
  };
}

/** @returns the totals that changed meanwhile and are kept */
async function removeTotals(session: Session, articleId: ArticleId, sources: readonly string[], log: UndoLog) {
  const there = sources.map((source) => ({ articleId, source }));
  const now = await readTotals(session, there);
  const changes = there.map((each, index) => ({ ...each, before: now[index] ?? null, after: null }));
  log.totals(changes.map((change) => [change]));
  return changeTotals(session, changes);
}
