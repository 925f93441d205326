import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { Command } from 'commander';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { articlePartition, IMPORTED_PREFIX } from '../../lambda/storage/keys.ts';
import { findVotes } from '../find-votes.ts';
import { articleId } from '../options.ts';
import { readArticle } from '../read-article.ts';
import { removeItems, removeVotes } from '../remove.ts';
import type { Outcome, Run, Session } from '../session.ts';
import { unknownArticle } from '../unknown-article.ts';

interface ResetOptions {
  readonly importedOnly?: boolean;
  readonly keepImported?: boolean;
  readonly yes?: boolean;
}

export function resetCommand(run: Run): Command {
  return new Command('reset')
    .description('remove all votes of an article, and its imported totals')
    .argument('<id>', 'article ID', articleId)
    .option('--keep-imported', 'leave imported totals')
    .option('--imported-only', 'remove imported totals only')
    .option('--yes', 'do it; otherwise only say what would be done')
    .action((id: ArticleId, options: ResetOptions, command) =>
      run(command as Command, (session) => reset(session, id, options)),
    );
}

export async function reset(session: Session, id: ArticleId, options: ResetOptions): Promise<Outcome> {
  const { yes = false, keepImported = false, importedOnly = false } = options;
  let votes = 0;
  if (!importedOnly) {
    await findVotes(session, 'Looking for votes', id, async (found) => {
      if (yes) await removeItems(session, found.others);
      // In two steps: several segments come here at the same time.
      const all = [...found.votes, ...found.held];
      const count = yes ? await removeVotes(session, all) : all.length;
      votes += count;
    });
  }
  const sources = keepImported ? [] : (await readArticle(session, id)).imported.map(({ source }) => source);
  if (votes === 0 && sources.length === 0) {
    const unknown = await unknownArticle(session, id);
    if (unknown !== undefined) return unknown;
  }
  for (const source of yes ? sources : []) {
    const Key = { pk: articlePartition(id), sk: IMPORTED_PREFIX + source };
    await session.client.send(new DeleteCommand({ TableName: session.table, Key }));
  }
  const what = [
    `${votes.toLocaleString('en')} votes`,
    ...sources.map((source) => `the totals imported from ${source}`),
  ].join(' and ');
  return {
    json: { articleId: id, votes, imported: sources, done: yes },
    text: yes ? `Removed ${what}.` : `Would remove ${what}. Give --yes to do it.`,
  };
}
