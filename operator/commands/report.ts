import { Command, InvalidArgumentError } from 'commander';
import { wholeNumber } from '../terminal/options.ts';
import { writeOutput } from '../files/output-file.ts';
import { articleUrl } from '../report/article-url.ts';
import { reportPage } from '../report/page.ts';
import { reportData } from '../report/report-data.ts';
import { gatherStatistics } from '../report/gather-statistics.ts';
import type { Outcome, Run, Session } from '../session/session.ts';
import { tableOptionsText } from '../table/table-options-text.ts';
import { n } from '../../lambda/domain/format-numbers.ts';

interface ReportOptions {
  readonly output: string;
  readonly title: string;
  readonly days: number;
  readonly recentDays: number;
  readonly baseUrl?: string;
}

export function reportCommand(run: Run): Command {
  return new Command('report')
    .description(
      'write an HTML report: totals, distribution, votes per day, suspicious votes, top and falling articles, …',
    )
    .option('-o, --output <file>', 'output file', 'ratings-report.html')
    .option('--title <text>', 'title of the report', 'Article ratings')
    .option('--days <n>', 'number of days in the chart', wholeNumber, 90)
    .option('--recent-days <n>', 'number of days that count as recent', wholeNumber, 30)
    .option('--base-url <url>', 'link articles to this URL plus their ID, such as https://', baseUrl)
    .action((options: ReportOptions, command: Command) =>
      run(command, (session) => report(session, options, tableOptionsText(command))),
    );
}

const DAY = 86_400_000;

/** @param where the options that name the table, for commands in the report */
export async function report(session: Session, options: ReportOptions, where = ''): Promise<Outcome> {
  const { output, title, ...rest } = options;
  const start = performance.now();
  const now = new Date(session.clockAndRandom.now());
  const ago = (days: number) => new Date(now.getTime() - days * DAY).toISOString();
  const since = { recentSince: ago(rest.recentDays), previousSince: ago(2 * rest.recentDays) };
  const data = await writeOutput(output, async (sink) => {
    const gathered = reportData(await gatherStatistics(session, since), { ...rest, now, where });
    sink.write(reportPage(gathered, { ...rest, title, now }));
    return gathered;
  });
  const { votes, articles, suspects } = data;
  const seconds = (performance.now() - start) / 1000;
  return {
    text: `Wrote ${output}: ${n(votes)} votes on ${n(articles.length)} articles, ${n(Math.round(votes / seconds))} a second.${suspects.length > 0 ? ` Suspicious groups of votes: ${suspects.length}.` : ''}`,
    json: { output, votes, articles: articles.length, seconds, report: data },
  };
}

function baseUrl(text: string): string {
  if (articleUrl(text, 'blog.example/a') !== undefined) return text;
  throw new InvalidArgumentError('It must be the start of a URL, such as https:// or https://blog.example/.');
}
