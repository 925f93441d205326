import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { OperatorError } from '../operator-error.ts';
import { wholeNumber } from '../options.ts';
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
  const statistics = await gather(session, since);
  const seconds = (performance.now() - start) / 1000;
  try {
    writeFileSync(output, reportPage(statistics, { ...options, now }));
  } catch (error) {
    throw new OperatorError(`${output} cannot be written: ${(error as Error).message}`, { cause: error });
  }
  const { votes, articles } = statistics;
  const n = (count: number) => count.toLocaleString('en');
  return {
    text: `Wrote ${output}: ${n(votes)} votes on ${n(articles.size)} articles, ${n(Math.round(votes / seconds))} a second.`,
    json: { output, votes, articles: articles.size, seconds },
  };
}
