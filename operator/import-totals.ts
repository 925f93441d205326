import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../lambda/domain/article-id.ts';
import { parseArticleId } from '../lambda/domain/article-id.ts';
import { RatingError } from '../lambda/domain/errors.ts';
import { addTallies } from '../lambda/domain/tally.ts';
import type { Tally } from '../lambda/domain/tally.ts';
import { articlePartition, IMPORTED_PREFIX } from '../lambda/storage/keys.ts';
import { inParallel } from './in-parallel.ts';
import { EXIT } from './operator-error.ts';
import { TotalsGatherer } from './plugins/gather-totals.ts';
import type { SourceRow } from './plugins/plugin.ts';
import { PLUGINS } from './plugins/plugins.ts';
import type { PluginName } from './plugins/plugins.ts';
import { readDump } from './plugins/sql-dump.ts';
import { WordPressAddresses } from './plugins/wordpress-addresses.ts';
import { readRows } from './read-rows.ts';
import type { Outcome, Session } from './session.ts';
import { WrongLines } from './wrong-lines.ts';

interface ImportTotalsOptions {
  readonly from: PluginName;
  readonly format: 'csv' | 'ndjson' | 'json' | 'sql';
  readonly articleId?: string;
  readonly strict?: boolean;
}

interface Totals {
  readonly counts: Tally;
  readonly invented: boolean;
}

/** Sets the imported totals of every article that the file speaks of. The whole file is read before anything is written. */
export async function importTotals(session: Session, file: string, options: ImportTotalsOptions): Promise<Outcome> {
  const { from, articleId: template, format, strict = false } = options;
  const wrong = new WrongLines(file);
  const gatherer = new TotalsGatherer(PLUGINS[from], wrong);
  const addresses = new WordPressAddresses();
  const rows = progressing(session, format === 'sql' ? readTables(file, from) : readFlat(file, format, wrong));
  for await (const row of rows) {
    gatherer.take(row);
    addresses.take(row);
  }
  const articles = new Map<ArticleId, Totals>();
  const nowhere: string[] = [];
  for (const { post, counts, invented } of gatherer.totals()) {
    const named = template === undefined && from === 'applause' ? bare(post) : addresses.articleId(post, template);
    const id = named === undefined ? undefined : validId(named);
    if (id === undefined) {
      nowhere.push(post);
      continue;
    }
    // Two posts at one address: all of their ratings are that article's.
    const before = articles.get(id) ?? { counts: [0, 0, 0, 0, 0], invented: false };
    articles.set(id, { counts: addTallies(before.counts, counts), invented: before.invented || invented });
  }
  for (const post of nowhere) wrong.add(0, `the address of post ${post} cannot be told; give --article-id.`);
  if (strict) wrong.refuse();
  const importedAt = new Date(session.surroundings.now()).toISOString();
  await inParallel([...articles], ([id, totals]) => write(session, id, from, totals, importedAt));
  return outcomeOf(from, articles, wrong);
}

async function write(
  { client, table, signal }: Session,
  id: ArticleId,
  source: string,
  totals: Totals,
  importedAt: string,
) {
  signal.throwIfAborted();
  const [s1, s2, s3, s4, s5] = totals.counts;
  const Item = {
    ...{ pk: articlePartition(id), sk: IMPORTED_PREFIX + source, s1, s2, s3, s4, s5, importedAt },
    ...(totals.invented && { invented: true }),
  };
  await client.send(new PutCommand({ TableName: table, Item }));
}

async function* readTables(file: string, from: PluginName): AsyncGenerator<SourceRow> {
  const plugin = PLUGINS[from];
  const tables = ['postmeta', 'posts', 'options', ...('log' in plugin ? [plugin.log.table] : [])];
  const nameOf = (table: string) => tables.find((name) => table === name || table.endsWith(`_${name}`));
  for await (const row of readDump(file, (table) => nameOf(table) !== undefined)) {
    yield { ...row, table: nameOf(row.table) ?? '' };
  }
}

async function* readFlat(
  file: string,
  format: 'csv' | 'ndjson' | 'json',
  wrong: WrongLines,
): AsyncGenerator<SourceRow> {
  for await (const { line, values, fault } of readRows(file, format)) {
    if (values === undefined) wrong.add(line, fault ?? '');
    // A table of the database, exported as it is, or a row for each post.
    else yield { table: 'meta_key' in values ? 'postmeta' : '', line, values };
  }
}

async function* progressing(session: Session, rows: AsyncIterable<SourceRow>): AsyncGenerator<SourceRow> {
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

/** As the widget derives IDs: host and path. */
function bare(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/+$/, '');
}

function validId(text: string): ArticleId | undefined {
  try {
    return parseArticleId(text);
  } catch (error) {
    if (error instanceof RatingError) return undefined;
    throw error;
  }
}

function outcomeOf(from: PluginName, articles: ReadonlyMap<ArticleId, Totals>, wrong: WrongLines): Outcome {
  const ratings = [...articles.values()].flatMap(({ counts }) => counts).reduce((sum, count) => sum + count, 0);
  const invented = [...articles.values()].filter((totals) => totals.invented).length;
  const n = (count: number) => count.toLocaleString('en');
  const lines = [...wrong.lines, `Imported ${n(ratings)} ratings of ${n(articles.size)} articles from ${from}.`];
  if (invented > 0)
    lines.push(`${n(invented)} of them came as count and sum only; their distribution is invented to fit.`);
  if (wrong.count > 0) lines.push(`Skipped ${n(wrong.count)}.`);
  if (articles.size === 0 && wrong.count === 0) lines.push(`The file has no ratings of ${from}: is it the right one?`);
  return {
    text: lines.join('\n'),
    json: { from, articles: articles.size, ratings, invented, skipped: wrong.count, wrong: wrong.lines },
    exitCode: wrong.count > 0 || articles.size === 0 ? EXIT.look : EXIT.done,
  };
}
