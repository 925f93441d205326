import type { ArticleId } from '../domain/article-id.ts';
import type { Rating } from '../domain/rating.ts';
import { VoteHours } from '../domain/suspects/vote-hours.ts';
import type { SavedHours } from '../domain/suspects/vote-hours.ts';
import { addToCounts } from '../domain/tally.ts';
import type { StarCounts, Tally } from '../domain/tally.ts';

/** Results of a pass over the table for one article. */
export interface CountedArticle {
  /** The visible tally: votes and imported totals. */
  readonly tally: StarCounts;
  readonly hours: VoteHours;
}

/** Fits into the function's memory: an article takes 0.8 kB, and as much again while it is sorted and saved. */
const MOST_ARTICLES = 500_000;

/**
 * Results of a pass over the table so far. Their size grows with the articles and with the votes of the last two weeks.
 */
export class TableCounts {
  readonly articles = new Map<ArticleId, CountedArticle>();
  readonly #since: number;
  readonly #most: number;
  #leftOut = 0;

  /**
   * @param since hours since the epoch: earlier votes are kept as a sum only
   * @param most maximum number of articles. A pass meets articles with many votes early, so those with the fewest are left out
   */
  constructor(since: number, most = MOST_ARTICLES) {
    this.#since = since;
    this.#most = most;
  }

  /** Items of articles that were left out. */
  get leftOut(): number {
    return this.#leftOut;
  }

  addVote(articleId: ArticleId, votedAt: string | undefined, rating: Rating): void {
    this.#of(articleId)?.hours.add(votedAt, rating);
  }

  addCounts(articleId: ArticleId, counts: Tally): void {
    const article = this.#of(articleId);
    if (article !== undefined) addToCounts(article.tally, counts);
  }

  #of(articleId: ArticleId): CountedArticle | undefined {
    const known = this.articles.get(articleId);
    if (known !== undefined) return known;
    if (this.articles.size >= this.#most) {
      this.#leftOut++;
      return undefined;
    }
    const article: CountedArticle = { tally: [0, 0, 0, 0, 0], hours: new VoteHours(this.#since) };
    this.articles.set(articleId, article);
    return article;
  }

  toJSON(): SavedCounts {
    const articles = [...this.articles].map(([id, { tally, hours }]) => [id, tally, hours.toJSON()] as const);
    return { since: this.#since, leftOut: this.#leftOut, articles };
  }

  static fromJSON({ since, leftOut, articles }: SavedCounts): TableCounts {
    const counts = new TableCounts(since);
    counts.#leftOut = leftOut;
    for (const [id, tally, hours] of articles)
      counts.articles.set(id, { tally: [...tally], hours: VoteHours.fromJSON(hours, since) });
    return counts;
  }
}

export interface SavedCounts {
  readonly since: number;
  readonly leftOut: number;
  readonly articles: readonly (readonly [ArticleId, Tally, SavedHours])[];
}
