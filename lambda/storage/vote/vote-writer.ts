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
import type { Patience } from '../retry/retrying.ts';
import { storedVote } from '../items/stored-vote.ts';
import type { StoredVote } from '../items/stored-vote.ts';
import { afterFailure, ASSUMED, stateAfterRead } from './write-state.ts';
import type { FailedAttempt, WriteState } from './write-state.ts';

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
    let state = await this.#start(vote, circumstances, deadline);
    for (;;) {
      const attempt = state.inDoubt ?? (await this.#make(vote, article, circumstances, state, deadline));
      const failed = await this.#send(attempt);
      if (failed === undefined) return attempt;
      const step = afterFailure(state, failed, vote.rating);
      if (step.is === 'refused') throw step.error;
      if (step.is === 'written') {
        return { effect: 'unchanged', shard: step.shard && countingShard(article.layout, step.shard) };
      }
      state = step.state;
      if (step.atOnce === true && !deadline.passed) continue;
      const givenUp = failed.failure.kind === 'throttled' && !state.mayBeWritten && !this.#budget.spend();
      if (givenUp || deadline.passed) throw tooLate(state, failed);
      await this.#relearn(vote, article, failed.failure, { deadline, TooLate: errorOf(state) });
      if (!(await deadline.pause())) throw tooLate(state, failed);
    }
  }

  async #start(vote: Vote, { previous }: Circumstances, deadline: Deadline): Promise<WriteState> {
    if (vote.rating !== null && previous === undefined) return ASSUMED;
    const seen = await retrying(() => this.#read(vote), { deadline, TooLate: Busy });
    // A read that began before the deadline may end after it.
    if (deadline.passed) throw new Busy();
    return stateAfterRead(seen);
  }

  #make(
    vote: Vote,
    article: ArticleMemory,
    circumstances: Circumstances,
    state: WriteState,
    deadline: Deadline,
  ): Promise<Attempt> {
    const make = () => makeAttempt(this.#options, vote, state, article, circumstances);
    return retrying(make, { deadline, TooLate: errorOf(state) });
  }

  /** @returns undefined if the attempt was written */
  async #send(attempt: Attempt): Promise<FailedAttempt | undefined> {
    const { attempted } = this.#options;
    try {
      await this.#client.send(attempt.command as TransactWriteCommand);
      if (attempt.writesShard) attempted(false);
      this.#budget.earn();
      return undefined;
    } catch (cause) {
      const failure = classify(cause, attempt.writesShard ? 2 : 1);
      if (attempt.writesShard) attempted(failure.kind === 'contended');
      return { attempt, failure, cause };
    }
  }

  /** Reads which partition keys are open, if the failure says that the known layout is stale or not enough. */
  async #relearn({ articleId }: Vote, article: ArticleMemory, failure: Failure, patience: Patience): Promise<void> {
    if (failure.kind !== 'closed' && failure.kind !== 'throttled') return;
    const { table, clockAndRandom } = this.#options;
    const read = () => readLayout(this.#client, table, articleId, article.layout);
    const throttled = failure.kind === 'throttled' && failure.shard;
    article.relearn(await retrying(read, patience), throttled ? clockAndRandom.elapsed() : undefined);
  }

  async #read({ articleId, voterId }: Vote): Promise<StoredVote | null> {
    const Key = voteKey(articleId, voterId);
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#options.table, Key, ConsistentRead: true }),
    );
    return storedVote(Item);
  }
}

/** The error that the request ends with if there is no time left. */
function errorOf({ mayBeWritten }: WriteState): typeof Busy | typeof Unconfirmed {
  return mayBeWritten ? Unconfirmed : Busy;
}

function tooLate(state: WriteState, { cause }: FailedAttempt): Busy | Unconfirmed {
  return new (errorOf(state))({ cause });
}
