import { statSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { importExportedTotals } from '../import/import-exported-totals.ts';
import { dryRunVotes } from '../import/dry-run-votes.ts';
import { importTotals } from '../import/import-totals.ts';
import type { ImportTotalsOptions } from '../import/import-totals.ts';
import { importVotes } from '../import/import-votes.ts';
import { wrongUse } from '../session/operator-error.ts';
import { wholeNumber } from '../terminal/options.ts';
import { addTemplate } from '../wordpress/article-id-template.ts';
import { PLUGINS } from '../wordpress/plugins.ts';
import type { SourceFormat } from '../wordpress/read-sites.ts';
import { STDIN } from '../files/read-text.ts';
import type { Outcome, Run, Session } from '../session/session.ts';
import { tableOptionsText } from '../table/table-options-text.ts';
import { undoChange } from '../undo/undo-change.ts';

export interface ImportOptions extends Partial<ImportTotalsOptions> {
  readonly imported?: boolean;
  readonly undo?: string;
}

const ABOUT = `
Votes: CSV with a header line, or NDJSON, in the format of ratings export: articleId, rating, votedAt, and either voter (the hash) or voterId. Repeating an import changes nothing; if a voter has two votes on an article, the newer one wins.

Totals of a plugin (--from): its tables as a SQL dump, phpMyAdmin JSON, or CSV with the same columns. Each run sets the imported totals of that plugin and prints the command that undoes it. By default, article IDs are those that the widget derives from the posts' addresses. Addresses come from the WordPress export (--addresses) or else from the permalink settings in the dump. --article-id sets other IDs, for all posts or for one type, such as 'recipe=blog.example/recipes/{slug}'. Placeholders: {id}, {slug}, {year}, {month}, {day}, {hour}, {minute}, {second}, {type}, {category}, {author} and {home}. See docs/command-line.md.`;

export function importCommand(run: Run): Command {
  const list = (text: string, before: readonly string[] = []) => [...before, text];
  return new Command('import')
    .description('import votes, or the totals of a rating plugin, from a file')
    .argument(
      '[file]',
      'CSV, NDJSON, JSON, SQL or WordPress XML, detected by file extension; may be gzipped; - for standard input',
    )
    .addOption(new Option('--from <plugin>', 'import the totals of this plugin').choices(Object.keys(PLUGINS)))
    .option('--article-id <[type=]template>', 'template of article IDs; repeatable', (text, before?: string[]) => {
      addTemplate(text);
      return list(text, before);
    })
    .option('--addresses <file>', 'WordPress export file (Tools, Export) with the posts’ addresses; repeatable', list)
    .option('--prefix <prefix>', 'table prefix of the site, if the dump has several')
    .option(
      '--max <rating>',
      'the plugin’s highest rating if not 5, or up-down; for files without WordPress options',
      best,
    )
    .option('--imported', 'import totals written by ratings export --imported')
    .option('--dry-run', 'write nothing; show what would change, with ten examples')
    .option('--undo <id>', 'undo an earlier import')
    .addOption(
      new Option('--format <format>', 'file format, if the extension does not show it').choices([
        'csv',
        'ndjson',
        'json',
        'sql',
        'wxr',
      ]),
    )
    .option('--strict', 'import nothing if any line is invalid')
    .addHelpText('after', ABOUT)
    .action((file: string | undefined, options: ImportOptions, command) => {
      const work = workOf(file, options, tableOptionsText(command as Command));
      return run(command as Command, work);
    });
}

/** @throws OperatorError if options conflict */
function workOf(
  file: string | undefined,
  options: ImportOptions,
  where: string,
): (session: Session) => Promise<Outcome> {
  const { from, imported = false, undo, dryRun = false, strict = false } = options;
  if (undo !== undefined) {
    if (file !== undefined) throw wrongUse('--undo takes no file.');
    return (session) => undoChange(session, undo, dryRun, where);
  }
  if (file === undefined) throw wrongUse('Pass a file, - for standard input, or --undo with the ID of an import.');
  const format = options.format ?? formatOf(file);
  if (from !== undefined) return (session) => importTotals(session, file, { ...options, from, format }, where);
  const alien = (['articleId', 'addresses', 'prefix', 'max'] as const).find((name) => options[name] !== undefined);
  if (alien !== undefined)
    throw wrongUse(
      '--article-id, --addresses, --prefix and --max are only for totals of a plugin: pass --from as well.',
    );
  if (format === 'sql' || format === 'wxr')
    throw wrongUse('A dump or a WordPress export contains totals of a plugin: pass --from.');
  if (imported) return (session) => importExportedTotals(session, file, { format, strict, dryRun }, where);
  if (dryRun) return (session) => dryRunVotes(session, file, format);
  if (strict && STDIN.has(file)) throw wrongUse('--strict reads the file twice, so it cannot be standard input.');
  return (session) => importVotes(session, file, { format, strict }, where);
}

const ENDING = /\.(csv|tsv|ndjson|jsonl|json|sql|xml|wxr)(?:\.gz)?$/i;
const SAME: Readonly<Record<string, SourceFormat>> = { tsv: 'csv', jsonl: 'ndjson', xml: 'wxr' };

function formatOf(file: string): SourceFormat {
  const ending = ENDING.exec(file)?.[1]?.toLowerCase();
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
    throw wrongUse(`${file} is a folder; name a file in it.`);
  if (ending === undefined)
    throw wrongUse(`Cannot tell the format of ${file}; pass --format csv, ndjson, json, sql or wxr.`);
  return SAME[ending] ?? (ending as SourceFormat);
}

function best(text: string): number | 'up-down' {
  if (text === 'up-down') return text;
  const most = wholeNumber(text);
  if (most > 100) throw new InvalidArgumentError('It must be 100 or less.');
  return most;
}
