import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { summarize } from '../../lambda/domain/summary.ts';
import type { Summary } from '../../lambda/domain/summary.ts';
import { addTallies, EMPTY_TALLY, votesOf } from '../../lambda/domain/tally.ts';
import { rankArticles } from '../../lambda/domain/bayesian-average.ts';
import type { Prior } from '../../lambda/domain/bayesian-average.ts';
import { findSuspects } from '../../lambda/domain/suspects/find-suspects.ts';
import { suspectSentence } from '../../lambda/domain/suspects/suspect-sentence.ts';
import { holdCommandFor } from '../suspects/command-to-hold.ts';
import { articleUrl } from './article-url.ts';
import type { Day } from './charts.ts';
import { findMovers } from './find-movers.ts';
import type { Mover } from './find-movers.ts';
import { lastDays } from './last-days.ts';
import { sectionsOf } from './sections.ts';
import type { Section } from './sections.ts';
import type { Statistics } from './gather-statistics.ts';

export interface ReportOptions {
  readonly now: Date;
  /** Number of days in the chart, and number of recent days. */
  readonly days: number;
  readonly recentDays: number;
  /** Prefix that turns article IDs into links; no links without it. */
  readonly baseUrl?: string;
  /** The options that name the table, for the commands that hold suspicious votes. */
  readonly where?: string;
}

export interface ReportRow extends Summary {
  readonly articleId: ArticleId;
  readonly url: string | undefined;
  readonly bayesian: number;
  /** Votes of the last days. */
  readonly recent: number;
  readonly invented: number;
  /** Votes in each of the last weeks, the oldest first. */
  readonly weeks: readonly number[];
}

export interface ReportSuspect {
  readonly articleId: ArticleId;
  readonly url: string | undefined;
  readonly from: string;
  readonly to: string;
  readonly why: string;
  readonly hold: string;
}

export interface LinkedMover extends Mover {
  readonly url: string | undefined;
}

/** All data of the report. */
export interface ReportData {
  readonly falling: readonly LinkedMover[];
  readonly rising: readonly LinkedMover[];
  readonly whole: Summary;
  readonly votes: number;
  readonly voters: number;
  readonly imported: number;
  readonly invented: number;
  readonly prior: Prior;
  /** Votes of the last days, and of as many days before them. */
  readonly recent: Summary;
  readonly previous: Summary;
  readonly perDay: readonly Day[];
  readonly suspects: readonly ReportSuspect[];
  readonly sections: readonly Section[];
  /** Articles, the best first. */
  readonly articles: readonly ReportRow[];
}

const LISTED = 10;
export const WEEKS = 13;

export function reportData(statistics: Statistics, options: ReportOptions): ReportData {
  const { articles, votes, voters, imported } = statistics;
  const { now, days, baseUrl, where = '' } = options;
  const { ranked, prior } = rankArticles(articles);
  const whole = ranked.map(({ article }) => article.tally).reduce(addTallies, EMPTY_TALLY);
  const rows = ranked.map(({ articleId, bayesian, article: { tally, recent, invented } }) => ({
    ...{ articleId, url: articleUrl(baseUrl, articleId), invented },
    ...summarize(tally),
    bayesian,
    recent: votesOf(recent),
    weeks: statistics.hours.get(articleId)?.perWeek(WEEKS, now.getTime()) ?? [],
  }));
  const { falling, rising } = findMovers(articles, LISTED);
  const linked = (mover: Mover) => ({ ...mover, url: articleUrl(baseUrl, mover.articleId) });
  return {
    ...{ votes, voters, imported, prior, articles: rows },
    whole: summarize(whole),
    invented: rows.reduce((sum, row) => sum + row.invented, 0),
    recent: summarize(statistics.recent),
    previous: summarize(statistics.previous),
    perDay: lastDays(statistics.days, now, days),
    falling: falling.map(linked),
    rising: rising.map(linked),
    suspects: findSuspects(statistics.hours)
      .slice(0, LISTED)
      .map((suspect) => ({
        ...{ articleId: suspect.articleId, url: articleUrl(baseUrl, suspect.articleId) },
        ...{ from: suspect.from, to: suspect.to, why: suspectSentence(suspect), hold: holdCommandFor(suspect, where) },
      })),
    sections: sectionsOf(rows).slice(0, LISTED),
  };
}
