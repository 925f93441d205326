import { Command } from 'commander';
import { wholeNumber } from '../options.ts';
import { writeOutput } from '../output-file.ts';
import { reportPage } from '../report/page.ts';
import { gather } from '../report/statistics.ts';
import type { Outcome, Run, Session } from '../session.ts';

interface ReportOptions {
  readonly output: string;
  readonly title: string;
  readonly days: number;
  readonly recentDays: number;
}

export function reportCommand(run: Run): Command {
  return new Command('report')
    .description('write one HTML file: totals, distribution, votes per day, top and falling articles, all articles')
    .option('-o, --output <file>', 'the file', 'ratings-report.html')
    .option('--title <text>', 'its title', 'Article ratings')
    .option('--days <n>', 'days of the chart', wholeNumber, 90)
    .option('--recent-days <n>', 'how many days are recent', wholeNumber, 30)
    .action((options: ReportOptions, command) => run(command as Command, (session) => report(session, options)));
}

const DAY = 86_400_000;

export async function report(session: Session, { output, ...options }: ReportOptions): Promise<Outcome> {
  const start = performance.now();
  const now = new Date(session.surroundings.now());
  const since = new Date(now.getTime() - options.recentDays * DAY).toISOString();
  const { votes, articles } = await writeOutput(output, async (sink) => {
    const statistics = await gather(session, since);
    sink.write(reportPage(statistics, { ...options, now }));
    return statistics;
  });
  const seconds = (performance.now() - start) / 1000;
  const n = (count: number) => count.toLocaleString('en');
  return {
    text: `Wrote ${output}: ${n(votes)} votes on ${n(articles.size)} articles, ${n(Math.round(votes / seconds))} a second.`,
    json: { output, votes, articles: articles.size, seconds },
  };
}
