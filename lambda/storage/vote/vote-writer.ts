import { isDeepStrictEqual } from 'node:util';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { Busy, Unconfirmed } from '../../domain/errors.ts';
import type { Circumstances } from '../../domain/rating-store.ts';
import type { Vote } from '../../domain/vote.ts';
import { countingShard } from '../tally/article-layout.ts';
import type { ArticleMemory } from '../tally/article-memory.ts';
import type { Deadline } from '../retry/deadline.ts';
import { classify } from '../retry/failure.ts';
import type { Failure } from '../retry/failure.ts';
import { voteKey } from '../items/keys.ts';
import { makeAttempt } from './make-attempt.ts';
import type { Attempt, AttemptOptions, Written } from './make-attempt.ts';
import { readLayout } from '../tally/read-tally.ts';
import { RetryBudget } from '../retry/retry-budget.ts';
import { retrying } from '../retry/retrying.ts';
import { saidIn, storedVote } from '../items/stored-vote.ts';
import type { StoredVote } from '../items/stored-vote.ts';

export interface WriterOptions extends AttemptOptions {
  /** Called after each transaction; `contended` if it conflicted with another on its tally shard. */
  readonly attempted: (contended: boolean) => void;
}

/**
 * Writes the vote item's next version together with the tally shard. A repeated vote also writes its item, so that the
 * condition of the voter's earlier, delayed calls fails: the version that they expect is gone.
 */
export class VoteWriter {
  readonly #client: DynamoDBDocumentClient;
  readonly #options: WriterOptions;
  readonly #budget = new RetryBudget();

  constructor(client: DynamoDBDocumentClient, options: WriterOptions) {
    this.#client = client;
    this.#options = options;
  }

  /** @throws TooManyVotes, ProofUsed, Busy, Unconfirmed */
  async write(vote: Vote, article: ArticleMemory, circumstances: Circumstances, deadline: Deadline): Promise<Written> {
    const { table, clockAndRandom } = this.#options;
    // Most votes are first votes, so a first vote is assumed without a read. If that is wrong, the condition fails.
    const readFirst = vote.rating === null || circumstances.previous !== undefined;
    let seen = readFirst ? await retrying(() => this.#read(vote), { deadline, TooLate: Busy }) : null;
    /** Whether `seen` was read from the table during this request, not assumed. */
    let observed = readFirst;
    /** Whether a write without an answer may have been carried out, or may still be carried out. */
    let uncertain = false;
    let conflicts = 0;
    let attempt: Attempt | undefined;
    for (;;) {
      const patience = { deadline, TooLate: uncertain ? Unconfirmed : Busy };
      const make = () => makeAttempt(this.#options, vote, seen, article, conflicts, circumstances);
      attempt ??= await retrying(make, patience);
      const refused = await this.#send(attempt);
      if (refused === undefined) return attempt;
      const { failure, cause } = refused;
      if (failure.kind === 'defect') throw cause;
      if (failure.kind === 'guarded') throw attempt.guards[failure.guard]?.refusal ?? cause;
      if (failure.kind === 'unknown') attempt.open = uncertain = true;
      if (failure.kind === 'contended') conflicts++;
      if (failure.kind === 'changed') {
        const progress = !isDeepStrictEqual(failure.seen, seen);
        // The same vote was sent twice concurrently, and the other request replaced `seen` with a later version. An
        // operator's command keeps `votedAt`, so an equal `votedAt` does not prove that the other request wrote the
        // item: the vote is written again.
        const later = observed && failure.seen?.votedAt !== seen?.votedAt;
        if (later && saidIn(failure.seen) === vote.rating) {
          const { shard } = failure.seen ?? {};
          return { effect: 'unchanged', shard: shard && countingShard(article.layout, shard) };
        }
        seen = failure.seen;
        observed = true;
        // The version that this attempt expects is gone, so none of its sends can be carried out any more.
        attempt = undefined;
        if (progress && !deadline.passed) continue;
      }
      const givenUp = failure.kind === 'throttled' && !uncertain && !this.#budget.spend();
      const tooLate = () => new (uncertain ? Unconfirmed : Busy)({ cause });
      if (givenUp || deadline.passed) throw tooLate();
      if (failure.kind === 'closed' || failure.kind === 'throttled') {
        const read = () => readLayout(this.#client, table, vote.articleId, article.layout);
        const throttled = failure.kind === 'throttled' && failure.shard;
        article.relearn(await retrying(read, patience), throttled ? clockAndRandom.elapsed() : undefined);
      }
      // An attempt with an unknown outcome is sent again unchanged, unless its shard is closed: then it can never be
      // carried out.
      if (attempt?.open !== true || failure.kind === 'closed') attempt = undefined;
      if (!(await deadline.pause())) throw tooLate();
    }
  }

  /** @returns undefined if the attempt was written */
  async #send(attempt: Attempt): Promise<{ readonly failure: Failure; readonly cause: unknown } | undefined> {
    const { attempted } = this.#options;
    try {
      await this.#client.send(attempt.command as TransactWriteCommand);
      if (attempt.writesShard) attempted(false);
      this.#budget.earn();
      return undefined;
    } catch (cause) {
      const failure = classify(cause, attempt.writesShard ? 2 : 1);
      if (attempt.writesShard) attempted(failure.kind === 'contended');
      return { failure, cause };
    }
  }

  async #read({ articleId, voterId }: Vote): Promise<StoredVote | null> {
    const Key = voteKey(articleId, voterId);
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#options.table, Key, ConsistentRead: true }),
    );
    return storedVote(Item);
  }
}
