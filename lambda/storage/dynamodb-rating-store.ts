import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../domain/article-id.ts';
import { Busy, Unconfirmed } from '../domain/errors.ts';
import type { Circumstances, RatingStore, RecordedVote } from '../domain/rating-store.ts';
import type { Tally } from '../domain/tally.ts';
import type { Vote } from '../domain/vote.ts';
import { Deadline } from './retry/deadline.ts';
import { SYSTEM_CLOCK_AND_RANDOM } from '../domain/clock-and-random.ts';
import type { ClockAndRandom } from '../domain/clock-and-random.ts';
import { classify } from './retry/failure.ts';
import { LoadShedder } from './retry/load-shedder.ts';
import { ArticleMemories, sumOf } from './tally/article-memory.ts';
import type { ArticleMemory } from './tally/article-memory.ts';
import type { NetworkLimit } from './vote/network-limit.ts';
import { readTally } from './tally/read-tally.ts';
import { resizeArticle } from './tally/resize-article.ts';
import { retrying, retryingRead } from './retry/retrying.ts';
import { tallyAfterVote } from './tally/tally-after-vote.ts';
import { VoteWriter } from './vote/vote-writer.ts';

export interface StoreOptions {
  /** Counts new voters per network; no limit without it. */
  readonly networkLimit?: NetworkLimit | undefined;
  readonly clockAndRandom?: ClockAndRandom;
  /** Called after each transaction; `contended` if it conflicted with another on its tally shard. */
  readonly attempted?: (contended: boolean) => void;
  /** Maximum number of partition keys per article. */
  readonly mostKeys?: number;
  /** Called when opening or folding partition keys fails; the vote itself does not fail. */
  readonly resizeFailed?: (error: unknown) => void | Promise<void>;
}

/** No headroom: a list that fails on one article has wasted the read units of the others. */
const LIST_HEADROOM = 1;

/**
 * Stores votes and tallies in one DynamoDB table (schema: docs/design.md). The client must make one attempt per call
 * (`maxAttempts: 1`), because this class classifies failures and chooses the shard of a retry.
 */
export class DynamoDBRatingStore implements RatingStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #clockAndRandom: ClockAndRandom;
  readonly #mostKeys: number | undefined;
  readonly #resizeFailed: (error: unknown) => void | Promise<void>;
  readonly #articles = new ArticleMemories();
  readonly #lists = new LoadShedder(LIST_HEADROOM);
  readonly #writer: VoteWriter;

  constructor(client: DynamoDBDocumentClient, table: string, options: StoreOptions = {}) {
    const { networkLimit, clockAndRandom = SYSTEM_CLOCK_AND_RANDOM, mostKeys } = options;
    const { attempted = () => undefined, resizeFailed = () => undefined } = options;
    this.#client = client;
    this.#table = table;
    this.#clockAndRandom = clockAndRandom;
    this.#mostKeys = mostKeys;
    this.#resizeFailed = resizeFailed;
    this.#writer = new VoteWriter(client, { table, clockAndRandom, networkLimit, attempted });
  }

  async recordVote(vote: Vote, circumstances: Circumstances = {}): Promise<RecordedVote> {
    const article = this.#articles.of(vote.articleId);
    const deadline = new Deadline(this.#clockAndRandom);
    const { effect, shard } = await this.#admitted(article.shedder, () =>
      this.#writer.write(vote, article, circumstances, deadline),
    );
    const { elapsed } = this.#clockAndRandom;
    const read = () => tallyAfterVote(this.#client, this.#table, vote.articleId, article, shard, elapsed());
    // Every vote is written by now, even a repeated one or a withdrawal of nothing: so Unconfirmed, not Busy.
    const tally = await retrying(read, { deadline, TooLate: Unconfirmed });
    if (!deadline.passed) await this.#resize(vote.articleId, article);
    return { effect, tally };
  }

  /**
   * Refuses a vote, or a read of several articles, immediately if DynamoDB would probably throttle it until the
   * deadline.
   */
  async #admitted<T>(shedder: LoadShedder, work: () => Promise<T>): Promise<T> {
    const { elapsed, random } = this.#clockAndRandom;
    let taken = false;
    try {
      if (!shedder.admits(elapsed(), random)) throw new Busy();
      const result = await work();
      taken = true;
      return result;
    } catch (error) {
      taken = !(error instanceof Busy || error instanceof Unconfirmed);
      throw error;
    } finally {
      shedder.ended(taken, elapsed());
    }
  }

  /** The vote is already recorded and read, so a failure here must not fail it. */
  async #resize(articleId: ArticleId, article: ArticleMemory): Promise<void> {
    try {
      await resizeArticle(this.#client, this.#table, articleId, article, this.#clockAndRandom, this.#mostKeys);
    } catch (error) {
      if (classify(error).kind === 'defect') await this.#resizeFailed(error);
    }
  }

  /**
   * Reads of several articles are refused first: one may cost as much as fifty single reads, and it fails if one of its
   * articles does.
   */
  async readTallies(articleIds: readonly ArticleId[]): Promise<Tally[]> {
    const read = () => Promise.all(articleIds.map((id) => this.#readTally(id)));
    return articleIds.length === 1 ? read() : this.#admitted(this.#lists, read);
  }

  async #readTally(articleId: ArticleId): Promise<Tally> {
    const read = () => readTally(this.#client, this.#table, articleId, { consistent: false });
    return sumOf((await retryingRead(read, this.#clockAndRandom)).keys);
  }
}
