import { Command, Option } from 'commander';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { summarize } from '../../lambda/domain/summary.ts';
import { ARTICLE_PREFIX, VOTER_PREFIX } from '../../lambda/storage/items/keys.ts';
import { parseItem } from '../../lambda/storage/items/parse-item.ts';
import { PRIOR_VOTES, rankArticles } from '../../lambda/domain/bayesian-average.ts';
import { moment, rangeText, wholeNumber, within } from '../terminal/options.ts';
import { scannedCounts } from '../../lambda/storage/tally/scanned-counts.ts';
import { scan } from '../table/scan.ts';
import type { Outcome, Run, Session } from '../session/session.ts';
import { addToCounts, countVote } from '../../lambda/domain/tally.ts';
import type { StarCounts } from '../../lambda/domain/tally.ts';
import { textTable } from '../terminal/text-table.ts';
import { averageText, n } from '../../lambda/domain/format-numbers.ts';

interface TopOptions {
  readonly by: 'average' | 'count';
  readonly since?: string;
  readonly limit: number;
  readonly priorVotes: number;
  readonly priorMean?: number;
}

export function topCommand(run: Run): Command {
  return new Command('top')
    .description('list the best rated articles by Bayesian average, or the most rated')
    .addOption(new Option('--by <what>', 'order').choices(['average', 'count']).default('average'))
    .option('--since <time>', 'only votes from this date or time on, in UTC; excludes imported totals', moment)
    .option('-n, --limit <n>', 'maximum number of articles', wholeNumber, 10)
    .option(
      '--prior-votes <n>',
      'votes at the prior mean that every article starts with',
      within(0, 1_000_000),
      PRIOR_VOTES,
    )
    .option('--prior-mean <stars>', 'prior mean, 1 to 5; by default the mean of all votes', within(1, 5))
    .action((options: TopOptions, command) => run(command as Command, (session) => top(session, options)));
}

export async function top(session: Session, options: TopOptions): Promise<Outcome> {
  const { by, since, limit, priorVotes } = options;
  const tallies = await readTallies(session, since);
  const { ranked, prior } = rankArticles(tallies, { mean: options.priorMean, votes: priorVotes });
  const articles = (by === 'count' ? ranked.toSorted((a, b) => b.votes - a.votes) : ranked)
    .slice(0, limit)
    .map(({ articleId, article: { tally }, bayesian }) => ({ articleId, ...summarize(tally), bayesian }));
  const rows = articles.map(({ articleId, average, count, bayesian }, index) => {
    return [String(index + 1), averageText(bayesian), averageText(average), n(count), articleId];
  });
  const range = since === undefined ? '' : `Votes ${rangeText(since, undefined)}. `;
  const stated = `${range}Bayesian average: every article begins with ${prior.votes} votes of ${averageText(prior.mean)}.`;
  return {
    json: { prior, since: since ?? null, articles },
    text:
      rows.length === 0
        ? `No votes${since === undefined ? '' : ` ${rangeText(since, undefined)}`}.`
        : `${textTable(['#', 'Bayesian', 'average', 'votes', 'article'], rows)}\n\n${stated}`,
  };
}

/** Reads tallies from the shards or, with `since`, counts the votes. */
async function readTallies(
  session: Session,
  since: string | undefined,
): Promise<Map<ArticleId, { readonly tally: StarCounts }>> {
  const tallies = new Map<ArticleId, { readonly tally: StarCounts }>();
  const tallyOf = (articleId: ArticleId) => {
    const article = tallies.get(articleId) ?? { tally: [0, 0, 0, 0, 0] };
    tallies.set(articleId, article);
    return article.tally;
  };
  const filter =
    since === undefined
      ? { FilterExpression: 'begins_with(pk, :prefix)', ExpressionAttributeValues: { ':prefix': ARTICLE_PREFIX } }
      : {
          FilterExpression: 'begins_with(pk, :prefix) AND votedAt >= :since',
          ExpressionAttributeValues: { ':prefix': VOTER_PREFIX, ':since': since },
        };
  await scan(
    session,
    'Counting',
    async (items) => {
      for (const item of items) {
        const parsed = parseItem(item);
        if (parsed.kind === 'vote') countVote(tallyOf(parsed.vote.articleId), parsed.vote.rating);
        if (parsed.kind !== 'shard' && parsed.kind !== 'imported') continue;
        addToCounts(tallyOf(parsed.shard.articleId), await scannedCounts(session.client, session.table, parsed.shard));
      }
    },
    filter,
  );
  return tallies;
}
