import type { Writable } from 'node:stream';
import type { ScanCommandInput } from '@aws-sdk/lib-dynamodb';
import { Command, InvalidArgumentError, Option } from 'commander';
import { summarize } from '../../lambda/domain/summary.ts';
import { addTallies, votesOf } from '../../lambda/domain/tally.ts';
import type { Tally } from '../../lambda/domain/tally.ts';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { ARTICLE_PREFIX, VOTER_PREFIX } from '../../lambda/storage/items/keys.ts';
import { parseItem } from '../../lambda/storage/items/parse-item.ts';
import type { ParsedItem, StoredItem } from '../../lambda/storage/items/parse-item.ts';
import { countsOf } from '../../lambda/storage/items/shard-counts.ts';
import { scanFilter } from '../table/scan-filter.ts';
import type { ScanFilter } from '../table/scan-filter.ts';
import { writerOf } from '../files/export-format.ts';
import type { Format, Row, RowWriter } from '../files/export-format.ts';
import { TOTALS_COLUMNS } from '../import/import-exported-totals.ts';
import { wrongUse } from '../session/operator-error.ts';
import { articleId, moment } from '../terminal/options.ts';
import { writeOutput } from '../files/output-file.ts';
import { scannedCounts } from '../../lambda/storage/tally/scanned-counts.ts';
import { scan } from '../table/scan.ts';
import type { Outcome, Run, Session } from '../session/session.ts';
import { n } from '../../lambda/domain/format-numbers.ts';

export interface ExportOptions extends ScanFilter {
  readonly format: Format;
  readonly summaries?: boolean;
  readonly imported?: boolean;
  readonly held?: boolean;
  readonly output?: string;
}

export function exportCommand(run: Run): Command {
  return new Command('export')
    .description('export votes, summaries of articles, or imported totals; hashes identify the voters')
    .option('--summaries', 'export one summary per article instead of votes')
    .option('--imported', 'export imported totals instead of votes, for ratings import --imported')
    .option('--held', 'export held votes instead of counted ones')
    .option('--article <id>', 'only this article; repeatable up to 100 times', articleIds)
    .option('--prefix <text>', 'only articles whose IDs start with this text')
    .option('--since <time>', 'only votes from this date or time on, in UTC', moment)
    .addOption(new Option('--format <format>', 'output format').choices(['csv', 'ndjson']).default('csv'))
    .option('-o, --output <file>', 'output file instead of standard output')
    .action((options: ExportOptions, command) => {
      if ([options.summaries, options.imported, options.held].filter(Boolean).length > 1)
        throw wrongUse('Pass only one of --summaries, --imported and --held.');
      if (options.since !== undefined && (options.summaries ?? options.imported))
        throw wrongUse('--since applies only to votes: summaries and imported totals have no vote times.');
      return run(command as Command, (session) => exportAll(session, options));
    });
}

export async function exportAll(session: Session, options: ExportOptions): Promise<Outcome> {
  const { summaries = false, imported = false, held = false, output } = options;
  const start = performance.now();
  const write = imported ? exportImported : summaries ? exportSummaries : held ? exportHeld : exportVotes;
  const fill = (sink: Writable) => write(session, sink, options);
  const lines = await (output === undefined ? fill(process.stdout) : writeOutput(output, fill));
  const seconds = (performance.now() - start) / 1000;
  const what = `${n(lines)} ${imported ? 'imported totals' : summaries ? 'articles' : held ? 'held votes' : 'votes'}`;
  const text = `Exported ${what} to ${output}, ${n(Math.round(lines / seconds))} a second.`;
  // Standard output contains the export itself.
  if (output !== undefined) return { text, json: { lines, seconds, output } };
  return { text: '', json: undefined };
}

/** DynamoDB's limit of operands for `IN`. */
const MOST_ARTICLES = 100;

function articleIds(text: string, before: readonly ArticleId[] = []): readonly ArticleId[] {
  if (before.length === MOST_ARTICLES) throw new InvalidArgumentError('At most 100; use --prefix, or export all.');
  return [...before, articleId(text)];
}

const VOTE_COLUMNS = ['articleId', 'voter', 'rating', 'votedAt'] as const;

function exportVotes(session: Session, sink: Writable, options: ExportOptions): Promise<number> {
  const writer = writerOf(options.format, VOTE_COLUMNS, sink);
  return exportItems(session, writer, scanFilter(options, 'sk', VOTER_PREFIX), (_, parsed) => {
    if (parsed.kind !== 'vote') return undefined;
    const { articleId, voter, rating, votedAt = '' } = parsed.vote;
    return { articleId, voter: voter.slice(VOTER_PREFIX.length), rating, votedAt };
  });
}

/** For inspection only: an import cannot hold votes. */
function exportHeld(session: Session, sink: Writable, options: ExportOptions): Promise<number> {
  const writer = writerOf(options.format, [...VOTE_COLUMNS, 'heldBy'], sink);
  return exportItems(session, writer, scanFilter(options, 'sk', VOTER_PREFIX), (_, parsed) => {
    if (parsed.kind !== 'held') return undefined;
    const { articleId, voter, votedAt = '', hold } = parsed.vote;
    // The voter has withdrawn the vote.
    if (hold.rating === null) return undefined;
    return { articleId, voter: voter.slice(VOTER_PREFIX.length), rating: hold.rating, votedAt, heldBy: hold.id };
  });
}

function exportImported(session: Session, sink: Writable, options: ExportOptions): Promise<number> {
  const writer = writerOf(options.format, TOTALS_COLUMNS, sink);
  return exportItems(session, writer, scanFilter(options, 'pk', ARTICLE_PREFIX), (item, parsed) => {
    if (parsed.kind !== 'imported') return undefined;
    const { source, invented, shard } = parsed;
    const importedAt = typeof item['importedAt'] === 'string' ? item['importedAt'] : '';
    const { articleId, counts } = shard;
    return { articleId, source, ...countsOf(counts), invented, importedAt };
  });
}

/** Writes a row for each item for which `rowOf` returns one. @returns the number of rows */
async function exportItems(
  session: Session,
  writer: RowWriter,
  filter: Partial<ScanCommandInput>,
  rowOf: (item: StoredItem, parsed: ParsedItem) => Row | undefined,
): Promise<number> {
  await scan(
    session,
    'Exporting',
    (items) => writer.write(items.map((item) => rowOf(item, parseItem(item))).filter((row) => row !== undefined)),
    filter,
  );
  return writer.lines;
}

const SUMMARY_COLUMNS = ['articleId', 'average', 'count', 's1', 's2', 's3', 's4', 's5', 'imported'] as const;

/** An article's shards are adjacent within a segment, so one article per segment is kept in memory. */
async function exportSummaries(session: Session, sink: Writable, options: ExportOptions): Promise<number> {
  const writer = writerOf(options.format, SUMMARY_COLUMNS, sink);
  const current = new Map<number, { articleId: ArticleId; tally: Tally; imported: number }>();
  const flush = (segment: number): Row[] => {
    const article = current.get(segment);
    if (article === undefined) return [];
    const { average, count } = summarize(article.tally);
    return [{ articleId: article.articleId, average, count, ...countsOf(article.tally), imported: article.imported }];
  };
  await scan(
    session,
    'Exporting',
    async (items, segment) => {
      const rows: Row[] = [];
      for (const item of items) {
        const parsed = parseItem(item);
        if (parsed.kind !== 'shard' && parsed.kind !== 'imported') continue;
        const { articleId } = parsed.shard;
        const counts = await scannedCounts(session.client, session.table, parsed.shard);
        let article = current.get(segment);
        if (article?.articleId !== articleId) {
          rows.push(...flush(segment));
          current.set(segment, (article = { articleId, tally: [0, 0, 0, 0, 0], imported: 0 }));
        }
        article.tally = addTallies(article.tally, counts);
        if (parsed.kind === 'imported') article.imported += votesOf(counts);
      }
      await writer.write(rows);
    },
    scanFilter(options, 'pk', ARTICLE_PREFIX),
  );
  for (const segment of current.keys()) await writer.write(flush(segment));
  return writer.lines;
}
