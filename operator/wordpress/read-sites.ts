import { EXIT, OperatorError } from '../session/operator-error.ts';
import { readRows } from '../files/read-rows.ts';
import type { Session } from '../session/session.ts';
import type { WrongLines } from '../files/wrong-lines.ts';
import type { Plugin } from './plugin.ts';
import { DumpSites } from './dump-sites.ts';
import type { Chosen } from './dump-sites.ts';
import { readDump } from './sql-dump.ts';
import { addressOf, mustBeSameSite } from './wordpress-site.ts';
import { readWxr } from './wxr.ts';

export type SourceFormat = 'csv' | 'ndjson' | 'json' | 'sql' | 'wxr';

/** Reads the sites to import from a file. */
export async function readSites(
  session: Session,
  file: string,
  { format, plugin, prefix }: { format: SourceFormat; plugin: Plugin; prefix?: string | undefined },
  wrong: WrongLines,
): Promise<Chosen> {
  const sites = new DumpSites(file, plugin);
  if (format === 'sql') {
    const rows = readDump(file, (table) => sites.wants(table));
    for await (const row of progressing(session, rows)) sites.takeTable(row);
  } else if (format === 'wxr') {
    for await (const row of progressing(session, readWxr(file))) sites.take('', row);
  } else {
    await readFlat(session, file, format, plugin, sites, wrong);
  }
  return sites.chosen(prefix);
}

async function readFlat(
  session: Session,
  file: string,
  format: 'csv' | 'ndjson' | 'json',
  plugin: Plugin,
  sites: DumpSites,
  wrong: WrongLines,
): Promise<void> {
  let known = false;
  for await (const { line, values, fault, table, database = '' } of progressing(session, readRows(file, format))) {
    if (values === undefined) wrong.add(line, fault ?? '');
    else if (table !== undefined) sites.takeTable({ database, table, line, values: values });
    else {
      if (!known && !columnsOf(plugin).some((name) => name in values)) throw noColumns(file, plugin);
      known = true;
      // An exported table of the database, or a file with one row per post.
      sites.take('', { table: 'meta_key' in values ? 'postmeta' : '', line, values });
    }
  }
}

function columnsOf({ meta, log, columns }: Plugin): string[] {
  return [...(meta ? ['meta_key'] : []), ...(log ? [log.rating] : []), ...(columns?.count ?? [])];
}

function noColumns(file: string, plugin: Plugin): OperatorError {
  const message = `${file} has none of the columns ${columnsOf(plugin).join(', ')}. Is the first line a header, with names separated by commas, semicolons or tabs? In phpMyAdmin, tick "Put columns names in the first row".`;
  return new OperatorError(message, { exitCode: EXIT.usage });
}

/**
 * Reads addresses from WordPress export files, each into its site.
 * @returns a sentence for each export that was not needed
 * @throws OperatorError if there is only one site and an export is of another one
 */
export async function readAddresses(
  session: Session,
  files: readonly string[],
  { sites, closed }: Chosen,
): Promise<string[]> {
  const known = [...sites, ...closed.keys()];
  const unneeded: string[] = [];
  for (const file of files) {
    let site = known.length === 1 ? known[0] : undefined;
    for await (const row of progressing(session, readWxr(file))) {
      const values = row.values as Readonly<Record<string, string>>;
      if (row.table === 'options') {
        const home = addressOf(values['option_value'] ?? '');
        site ??= known.find(({ wordpress }) => wordpress.home === home);
        if (site === undefined) {
          unneeded.push(`${file} is an export of ${home ?? 'an unknown site'}, which has no ratings.`);
          break;
        }
        mustBeSameSite(file, home, site.wordpress.home);
      }
      // Ratings come from the dump.
      if (row.table !== 'postmeta') site?.wordpress.take(row);
    }
  }
  return unneeded;
}

async function* progressing<T>(session: Session, rows: AsyncIterable<T>): AsyncGenerator<T> {
  const progress = session.progress('Reading', 'rows');
  try {
    for await (const row of rows) {
      session.signal.throwIfAborted();
      progress.add(1);
      yield row;
    }
  } finally {
    progress.end();
  }
}
