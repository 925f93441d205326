import type { Writable } from 'node:stream';
import { Command, Option } from 'commander';
import { summarize } from '../../lambda/domain/summary.ts';
import { addTallies } from '../../lambda/domain/tally.ts';
import type { Tally } from '../../lambda/domain/tally.ts';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { VOTER_PREFIX } from '../../lambda/storage/keys.ts';
import { parseItem } from '../../lambda/storage/parse-item.ts';
import { writerOf } from '../export-format.ts';
import type { Format, Row } from '../export-format.ts';
import { writeOutput } from '../output-file.ts';
import { scannedCounts } from '../read-article.ts';
import { scan } from '../scan.ts';
import type { Outcome, Run, Session } from '../session.ts';

interface ExportOptions {
  readonly format: Format;
  readonly summaries?: boolean;
  readonly output?: string;
}

export function exportCommand(run: Run): Command {
  return new Command('export')
    .description('write all votes, or a summary of each article; voters are named by hash')
    .option('--summaries', 'one line an article instead of one a vote')
    .addOption(new Option('--format <format>', 'of the lines').choices(['csv', 'ndjson']).default('csv'))
    .option('-o, --output <file>', 'write there instead of to standard output')
    .action((options: ExportOptions, command) => run(command as Command, (session) => exportAll(session, options)));
}

export async function exportAll(
  session: Session,
  { format, summaries = false, output }: ExportOptions,
): Promise<Outcome> {
  const start = performance.now();
  const fill = (sink: Writable) =>
    summaries ? exportSummaries(session, sink, format) : exportVotes(session, sink, format);
  const lines = await (output === undefined ? fill(process.stdout) : writeOutput(output, fill));
  const seconds = (performance.now() - start) / 1000;
  const what = `${lines.toLocaleString('en')} ${summaries ? 'articles' : 'votes'}`;
  const text = `Exported ${what} to ${output}, ${Math.round(lines / seconds).toLocaleString('en')} a second.`;
  // Standard output holds the export itself.
  if (output !== undefined) return { text, json: { lines, seconds, output } };
  return { text: '', json: undefined };
}

const VOTE_COLUMNS = ['articleId', 'voter', 'rating', 'votedAt'] as const;

async function exportVotes(session: Session, sink: Writable, format: Format): Promise<number> {
  const writer = writerOf(format, VOTE_COLUMNS, sink);
  await scan(session, 'Exporting', async (items) => {
    const rows: Row[] = [];
    for (const item of items) {
      const parsed = parseItem(item);
      if (parsed.kind !== 'vote') continue;
      const { articleId, voter, rating, votedAt = '' } = parsed.vote;
      rows.push({ articleId, voter: voter.slice(VOTER_PREFIX.length), rating, votedAt });
    }
    await writer.write(rows);
  });
  return writer.lines;
}

const SUMMARY_COLUMNS = ['articleId', 'average', 'count', 's1', 's2', 's3', 's4', 's5', 'imported'] as const;

/** An article's shards follow each other within a segment, so no more than one article a segment is kept. */
async function exportSummaries(session: Session, sink: Writable, format: Format): Promise<number> {
  const writer = writerOf(format, SUMMARY_COLUMNS, sink);
  const current = new Map<number, { articleId: ArticleId; tally: Tally; imported: number }>();
  const flush = (segment: number): Row[] => {
    const article = current.get(segment);
    if (article === undefined) return [];
    const { average, count } = summarize(article.tally);
    const [s1, s2, s3, s4, s5] = article.tally;
    return [{ articleId: article.articleId, average, count, s1, s2, s3, s4, s5, imported: article.imported }];
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
        const counts = await scannedCounts(session, parsed.shard);
        let article = current.get(segment);
        if (article?.articleId !== articleId) {
          rows.push(...flush(segment));
          current.set(segment, (article = { articleId, tally: [0, 0, 0, 0, 0], imported: 0 }));
        }
        article.tally = addTallies(article.tally, counts);
        if (parsed.kind === 'imported') article.imported += counts.reduce((sum, count) => sum + count, 0);
      }
      await writer.write(rows);
    },
    { FilterExpression: 'begins_with(pk, :article)', ExpressionAttributeValues: { ':article': 'ARTICLE#' } },
  );
  for (const segment of current.keys()) await writer.write(flush(segment));
  return writer.lines;
}
