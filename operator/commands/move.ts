import { Command } from 'commander';
import { dryRunMove } from '../move/dry-run-move.ts';
import { move } from '../move/move-articles.ts';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { EXIT, OperatorError, wrongUse } from '../session/operator-error.ts';
import { articleId } from '../terminal/options.ts';
import { renameOne, renamePairs, renamePrefix } from '../move/renaming.ts';
import type { Run } from '../session/session.ts';
import { tableOptionsText } from '../table/table-options-text.ts';
import { unknownArticle } from '../table/unknown-article.ts';

interface MoveOptions {
  readonly prefix?: boolean;
  readonly pairs?: string;
  readonly yes?: boolean;
}

export function moveCommand(run: Run): Command {
  return new Command('move')
    .description(
      'rename articles, or merge them into others, with votes and imported totals; if a voter has voted on both, the newer vote wins',
    )
    .argument('[old]', 'old article ID or, with --prefix, old prefix of IDs')
    .argument('[new]', 'new article ID or, with --prefix, new prefix of IDs')
    .option('--prefix', 'move all articles whose IDs start with <old>, in one scan')
    .option('--pairs <file>', 'move the articles of a CSV file with the columns old and new, in one scan')
    .option('--yes', 'make the changes; without it, a dry run')
    .action((from: string | undefined, to: string | undefined, options: MoveOptions, command: Command) => {
      const rename = renamingOf(from, to, options);
      const where = tableOptionsText(command);
      return run(command, async (session) => {
        const moved = await (options.yes ? move : dryRunMove)(session, await rename(), where);
        const one = options.prefix || options.pairs !== undefined ? undefined : (from as ArticleId);
        const nothing = one !== undefined && moved.json.articles === 0;
        return (nothing ? await unknownArticle(session, one) : undefined) ?? moved;
      });
    });
}

/** @throws OperatorError if arguments conflict */
function renamingOf(from: string | undefined, to: string | undefined, { prefix, pairs }: MoveOptions) {
  if (pairs !== undefined) {
    if (from !== undefined || prefix) throw wrongUse('--pairs cannot be used with <old>, <new> or --prefix.');
    return () => renamePairs(pairs);
  }
  if (from === undefined || to === undefined) throw wrongUse('Pass the old and the new ID, or --pairs with a file.');
  const renaming = prefix ? renamePrefix(from, to) : renameOne(idOf(from), idOf(to));
  return () => Promise.resolve(renaming);
}

function idOf(text: string): ArticleId {
  try {
    return articleId(text);
  } catch (error) {
    throw new OperatorError((error as Error).message, { exitCode: EXIT.usage, cause: error });
  }
}
