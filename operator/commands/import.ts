import { Command, Option } from 'commander';
import { importTotals } from '../import-totals.ts';
import { importVotes } from '../import-votes.ts';
import { EXIT, OperatorError } from '../operator-error.ts';
import { PLUGINS } from '../plugins/plugins.ts';
import type { PluginName } from '../plugins/plugins.ts';
import type { Run } from '../session.ts';

export interface ImportOptions {
  readonly from?: PluginName;
  readonly articleId?: string;
  readonly format?: 'csv' | 'ndjson' | 'sql' | 'json';
  readonly strict?: boolean;
}

const ABOUT_FROM = `
Votes, as ratings export writes them: CSV with a head line, or NDJSON, with articleId, rating, votedAt, and either voter
(the hash) or voterId. Running it twice changes nothing; where a voter's vote is there already, the newer one wins.

Totals of a plugin (--from): its table as a SQL dump, or as CSV with the same columns. Each run sets an article's imported
totals of that plugin. --article-id says which article a WordPress post is now, e.g. 'blog.example/{slug}'; of {id}, {slug}, {year},
{month} and {day}. Without it the addresses in the dump are used, as the widget does: see docs/operators.md.`;

export function importCommand(run: Run): Command {
  return new Command('import')
    .description('read votes, or the totals of a rating plugin, from a file')
    .argument('<file>', 'CSV, NDJSON, JSON or SQL, by its ending')
    .addOption(new Option('--from <plugin>', 'totals of this plugin').choices(Object.keys(PLUGINS)))
    .option('--article-id <template>', 'how an article ID is made of a post')
    .addOption(new Option('--format <format>', 'if the ending does not tell').choices(['csv', 'ndjson', 'json', 'sql']))
    .option('--strict', 'import nothing unless every line is right')
    .addHelpText('after', ABOUT_FROM)
    .action((file: string, options: ImportOptions, command) => {
      const format = options.format ?? formatOf(file);
      return run(command as Command, (session) =>
        options.from === undefined
          ? importVotes(session, file, { format, strict: options.strict ?? false })
          : importTotals(session, file, { ...options, from: options.from, format }),
      );
    });
}

function formatOf(file: string): NonNullable<ImportOptions['format']> {
  const ending = /\.(csv|ndjson|jsonl|json|sql)$/i.exec(file)?.[1]?.toLowerCase();
  if (ending === undefined) {
    throw new OperatorError(`What is in ${file}? Say --format csv, ndjson, json or sql.`, { exitCode: EXIT.usage });
  }
  return ending === 'jsonl' ? 'ndjson' : (ending as NonNullable<ImportOptions['format']>);
}
