import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../domain/article-id.ts';
import { Busy, Unconfirmed } from '../domain/errors.ts';
import type { Circumstances, RatingStore, RecordedVote, VoteEffect } from '../domain/rating-store.ts';
import type { Tally } from '../domain/tally.ts';
import type { Vote } from '../domain/vote.ts';
import { Deadline, REAL_SURROUNDINGS } from './deadline.ts';
import type { Surroundings } from './deadline.ts';
import { classify } from './failure.ts';
import type { Guard } from './guard.ts';
import { voteKey } from './keys.ts';
import type { NetworkLimit } from './network-limit.ts';
import { readTally } from './read-tally.ts';
import { ShardWidths } from './shard-widths.ts';
import { spendProof } from './spend-proof.ts';
import type { StoredVote } from './stored-vote.ts';
import { voteTransaction } from './vote-transaction.ts';

export interface StoreOptions {
  /** Counts new voters per network; without one there is no such limit. */
  readonly networkLimit?: NetworkLimit | undefined;
  readonly surroundings?: Surroundings;
  /** Told of each transaction: whether it met another on its tally shard. */
  readonly attempted?: (contended: boolean) => void;
}

/** A transaction, to be sent once or, while nobody knows whether it arrived, again. */
interface Attempt {
  readonly guards: readonly Guard[];
  readonly input: TransactWriteCommandInput;
}

/**
 * Votes and tallies in one DynamoDB table, as docs/design.md lays it out. The client must make one attempt per call
 * (`maxAttempts: 1`): what a failure means, and on which shard to try again, is decided here.
 */
export class DynamoDBRatingStore implements RatingStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #surroundings: Surroundings;
  readonly #widths = new ShardWidths();
  readonly #networkLimit: NetworkLimit | undefined;
  readonly #attempted: (contended: boolean) => void;

  constructor(client: DynamoDBDocumentClient, table: string, options: StoreOptions = {}) {
    const { networkLimit, surroundings = REAL_SURROUNDINGS, attempted = () => undefined } = options;
    this.#client = client;
    this.#table = table;
    this.#surroundings = surroundings;
    this.#attempted = attempted;
    this.#networkLimit = networkLimit;
  }

  async recordVote(vote: Vote, circumstances: Circumstances = {}): Promise<RecordedVote> {
    const deadline = new Deadline(this.#surroundings);
    const effect = await this.#write(vote, circumstances, deadline);
    const written = effect !== 'unchanged';
    const tally = await this.#read(deadline, () => this.#tally(vote.articleId), written ? Unconfirmed : Busy);
    return { effect, tally };
  }

  async readTallies(articleIds: readonly ArticleId[]): Promise<Tally[]> {
    const deadline = new Deadline(this.#surroundings);
    return Promise.all(articleIds.map((id) => this.#read(deadline, () => this.#tally(id), Busy)));
  }

  async #write(vote: Vote, circumstances: Circumstances, deadline: Deadline): Promise<VoteEffect> {
    // Most votes are first votes, so one is assumed and the condition says otherwise; a withdrawal never is one.
    let seen = vote.rating === null ? await this.#read(deadline, () => this.#seen(vote), Busy) : null;
    let conflicts = 0;
    let perhaps: VoteEffect = 'unchanged';
    let attempt: Attempt | undefined;
    while ((seen?.rating ?? null) !== vote.rating) {
      const effect = effectOf(seen, vote);
      const prepare = () => this.#prepare(vote, seen, conflicts, circumstances);
      attempt ??= await this.#read(deadline, prepare, perhaps === 'unchanged' ? Busy : Unconfirmed);
      try {
        await this.#client.send(new TransactWriteCommand(attempt.input));
        this.#attempted(false);
        return effect;
      } catch (error) {
        const failure = classify(error);
        this.#attempted(failure.kind === 'contended');
        if (failure.kind === 'defect') throw error;
        if (failure.kind === 'guarded') throw attempt.guards[failure.guard]?.refusal ?? error;
        if (failure.kind === 'unknown') perhaps = effect;
        if (deadline.passed) throw new (perhaps === 'unchanged' ? Busy : Unconfirmed)({ cause: error });
        if (failure.kind === 'contended') conflicts++;
        // What may be on its way still is sent again as it was: the same token makes the two one.
        if (perhaps === 'unchanged' || failure.kind === 'changed') attempt = undefined;
        if (failure.kind === 'changed' && !isDeepStrictEqual(failure.seen, seen)) seen = failure.seen;
        else await deadline.pause();
      }
    }
    // The vote is as wanted without a write of this request, or by one whose answer was lost.
    return perhaps;
  }

  async #prepare(
    vote: Vote,
    seen: StoredVote | null,
    conflicts: number,
    circumstances: Circumstances,
  ): Promise<Attempt> {
    const { now, random } = this.#surroundings;
    const guards = await this.#guards(vote, seen, circumstances);
    const shard = Math.floor(random() * this.#widths.range(vote.articleId, conflicts));
    const writes = voteTransaction(this.#table, vote, seen, shard, new Date(now()).toISOString());
    const TransactItems = [...writes, ...guards.map(({ item }) => item)];
    return { guards, input: { TransactItems, ClientRequestToken: randomUUID() } };
  }

  async #guards({ articleId }: Vote, seen: StoredVote | null, { network, proof }: Circumstances): Promise<Guard[]> {
    const guards: Guard[] = [];
    // Changing one's mind is never limited.
    if (seen === null && network !== undefined && this.#networkLimit !== undefined) {
      guards.push(await this.#networkLimit.countVoter(network, articleId, this.#surroundings.now()));
    }
    if (proof !== undefined) guards.push(spendProof(this.#table, proof));
    return guards;
  }

  async #tally(articleId: ArticleId): Promise<Tally> {
    const { tally, shards } = await readTally(this.#client, this.#table, articleId);
    this.#widths.learn(articleId, shards);
    return tally;
  }

  async #seen({ articleId, voterId }: Vote): Promise<StoredVote | null> {
    const Key = voteKey(articleId, voterId);
    const { Item } = await this.#client.send(new GetCommand({ TableName: this.#table, Key, ConsistentRead: true }));
    if (Item === undefined) return null;
    const { rating, votedAt } = Item as StoredVote;
    return { rating, votedAt };
  }

  async #read<T>(deadline: Deadline, read: () => Promise<T>, TooLate: typeof Busy | typeof Unconfirmed): Promise<T> {
    for (;;) {
      try {
        return await read();
      } catch (error) {
        if (classify(error).kind === 'defect') throw error;
        if (deadline.passed) throw new TooLate({ cause: error });
        await deadline.pause();
      }
    }
  }
}

function effectOf(seen: StoredVote | null, { rating }: Vote): VoteEffect {
  if (seen === null) return 'recorded';
  return rating === null ? 'withdrawn' : 'changed';
}
