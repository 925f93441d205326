import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { parseItem } from '../../lambda/storage/items/parse-item.ts';
import { scannedCounts } from '../../lambda/storage/tally/scanned-counts.ts';
import { scan } from '../table/scan.ts';
import type { Session } from '../session/session.ts';
import { addToCounts, countVote, votesOf } from '../../lambda/domain/tally.ts';
import type { StarCounts } from '../../lambda/domain/tally.ts';
import { VoteHours } from '../../lambda/domain/suspects/vote-hours.ts';

export interface ArticleStatistics {
  /** The visible tally: votes and imported totals. */
  readonly tally: StarCounts;
  /** Votes of the last days. */
  readonly recent: StarCounts;
  /** Earlier votes. */
  readonly earlier: StarCounts;
  /** Number of ratings that were imported with a distribution invented to fit count and sum. */
  invented: number;
}

export interface Statistics {
  readonly articles: ReadonlyMap<ArticleId, ArticleStatistics>;
  /** Votes per UTC day, as `2026-11-23`. A vote that was changed counts on the day of the change. */
  readonly days: ReadonlyMap<string, number>;
  readonly votes: number;
  readonly voters: number;
  readonly imported: number;
  /** Votes of the last days, and of as many days before them. */
  readonly recent: StarCounts;
  readonly previous: StarCounts;
  /** Hours of the votes on each article. */
  readonly hours: ReadonlyMap<ArticleId, VoteHours>;
}

/** Gathers the report's data in one scan; of each vote, only the hour and the stars are kept. */
export async function gatherStatistics(
  session: Session,
  { recentSince, previousSince }: { readonly recentSince: string; readonly previousSince: string },
): Promise<Statistics> {
  const hours = new Map<ArticleId, VoteHours>();
  const recentVotes: StarCounts = [0, 0, 0, 0, 0];
  const previousVotes: StarCounts = [0, 0, 0, 0, 0];
  const articles = new Map<ArticleId, ArticleStatistics>();
  const days = new Map<string, number>();
  let votes = 0;
  let voters = 0;
  let imported = 0;
  const lastVoter = new Map<number, string>();
  const articleOf = (articleId: ArticleId) => {
    let article = articles.get(articleId);
    if (article === undefined) {
      article = { tally: [0, 0, 0, 0, 0], recent: [0, 0, 0, 0, 0], earlier: [0, 0, 0, 0, 0], invented: 0 };
      articles.set(articleId, article);
    }
    return article;
  };
  const hoursOf = (articleId: ArticleId) => {
    const known = hours.get(articleId) ?? new VoteHours();
    hours.set(articleId, known);
    return known;
  };
  await scan(session, 'Reading', async (items, segment) => {
    for (const item of items) {
      const parsed = parseItem(item);
      if (parsed.kind === 'vote') {
        const { voter, articleId, rating, votedAt = '' } = parsed.vote;
        const { recent, earlier } = articleOf(articleId);
        countVote(votedAt >= recentSince ? recent : earlier, rating);
        if (votedAt >= recentSince) countVote(recentVotes, rating);
        else if (votedAt >= previousSince) countVote(previousVotes, rating);
        hoursOf(articleId).add(votedAt, rating);
        const day = votedAt.slice(0, 10);
        days.set(day, (days.get(day) ?? 0) + 1);
        votes++;
        // A voter's votes are adjacent within a segment.
        if (lastVoter.get(segment) !== voter) voters++;
        lastVoter.set(segment, voter);
      } else if (parsed.kind === 'shard' || parsed.kind === 'imported') {
        const article = articleOf(parsed.shard.articleId);
        const counts = await scannedCounts(session.client, session.table, parsed.shard);
        addToCounts(article.tally, counts);
        if (parsed.kind !== 'imported') continue;
        imported += votesOf(counts);
        if (parsed.invented) article.invented += votesOf(counts);
      }
    }
  });
  return { articles, days, votes, voters, imported, recent: recentVotes, previous: previousVotes, hours };
}
