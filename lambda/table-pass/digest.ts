import type { ArticleId } from '../domain/article-id.ts';
import { findSuspects } from '../domain/suspects/find-suspects.ts';
import { suspectSentence } from '../domain/suspects/suspect-sentence.ts';
import { summarize } from '../domain/summary.ts';
import { votesOf } from '../domain/tally.ts';
import type { Tally } from '../domain/tally.ts';
import { rankAll } from './make-top-lists.ts';
import type { TableCounts } from './table-counts.ts';
import { averageText, counted, n } from '../domain/format-numbers.ts';

/** An e-mail in plain text. */
export interface Mail {
  /** ASCII, at most 100 characters: SNS's limit. */
  readonly subject: string;
  readonly body: string;
}

const DAY = 86_400_000;
const LISTED = 10;

/**
 * Summary of a site's ratings in the last seven days.
 * @param counts with the hours of the last two weeks
 * @param until in milliseconds since the epoch
 */
export function digest(counts: TableCounts, until: number, stackName: string): Mail {
  const weeks = [...counts.articles].map(([articleId, { tally, hours }]) => {
    const [before = 0, votes = 0] = hours.perWeek(2, until);
    return { articleId, tally, before, votes };
  });
  const [votes, before] = [sum(weeks.map((week) => week.votes)), sum(weeks.map((week) => week.before))];
  const { articles: ranked, prior } = rankAll(counts);
  const since = new Date(until - 7 * DAY).toISOString();
  const suspects = findSuspects(new Map([...counts.articles].map(([id, { hours }]) => [id, hours]))).filter(
    ({ to }) => to > since,
  );
  const most = weeks.filter((week) => week.votes > 0).sort((a, b) => b.votes - a.votes);
  const worst = ranked.filter(({ tally }) => votesOf(tally) >= LISTED).reverse();
  const sections = [
    [
      `Ratings of ${stackName}, ${since.slice(0, 10)} to ${new Date(until).toISOString().slice(0, 10)}`,
      `${counted(votes, 'vote')} in these seven days on ${counted(most.length, 'article')}; ${n(before)} in the seven days before.`,
      ranked.length === 0
        ? 'No votes yet.'
        : `In all, ${counted(sum(ranked.map(({ tally }) => votesOf(tally))), 'vote')} on ${counted(ranked.length, 'article')}, average ${averageText(prior.mean)}.`,
    ],
    section(
      'Most votes in these seven days',
      most.slice(0, LISTED).map((week) => row(week.votes, week)),
    ),
    section(
      'Best rated',
      ranked.slice(0, LISTED).map((article) => row(votesOf(article.tally), article)),
    ),
    section(
      `Worst rated, of those with ${LISTED} votes or more`,
      worst.slice(0, LISTED).map((article) => row(votesOf(article.tally), article)),
    ),
    section('Suspicious', [
      ...suspects
        .slice(0, LISTED)
        .map(
          (suspect) =>
            `${suspect.articleId}, ${minute(suspect.from)} to ${minute(suspect.to)} UTC: ${suspectSentence(suspect)}.`,
        ),
      ...(suspects.length > 0
        ? [
            // The mail may be read on a machine without this package. `--no`: otherwise npx would install another
            // package named `ratings`.
            `To list these votes with the commands that hold them, run this where article-rating is installed: npx --no -- ratings suspects --stack ${stackName}`,
          ]
        : ['Nothing.']),
    ]),
    counts.leftOut > 0
      ? [
          `There are more than ${n(counts.articles.size)} articles. Those with the fewest votes are not in these numbers.`,
        ]
      : [],
  ];
  const found = suspects.length === 0 ? '' : `, ${counted(suspects.length, 'suspicious group')}`;
  return {
    subject: `Ratings: ${counted(votes, 'vote')} in seven days${found}`,
    body: sections
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join('\n'))
      .join('\n\n'),
  };
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}

function row(votes: number, { articleId, tally }: { readonly articleId: ArticleId; readonly tally: Tally }): string {
  return `${averageText(summarize(tally).average)} stars, ${counted(votes, 'vote')}: ${articleId}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function minute(time: string): string {
  return time.slice(0, 16).replace('T', ' ');
}
