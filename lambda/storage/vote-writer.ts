import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Busy, Unconfirmed } from '../domain/errors.ts';
import type { Circumstances, VoteEffect } from '../domain/rating-store.ts';
import type { Vote } from '../domain/vote.ts';
import { chooseShard, countingShard } from './article-layout.ts';
import type { Deadline } from './deadline.ts';
import type { Surroundings } from './surroundings.ts';
import { classify } from './failure.ts';
import type { Failure } from './failure.ts';
import type { Guard } from './transact-item.ts';
import { voteKey } from './keys.ts';
import type { ArticleMemory } from './article-memory.ts';
import type { NetworkLimit } from './network-limit.ts';
import { readLayout } from './read-tally.ts';
import { RetryBudget } from './retry-budget.ts';
import { retrying } from './retrying.ts';
import { FIRST_SHARD } from './shard-name.ts';
import type { ShardName } from './shard-name.ts';
import { proofGuard } from './proof-guard.ts';
import { holdOf, nextVersion, saidIn, storedVote } from './stored-vote.ts';
import type { StoredVote } from './stored-vote.ts';
import { voteTransaction, writeVote } from './vote-transaction.ts';

export interface Written {
  readonly effect: VoteEffect;
  /** The shard that counts the vote, or counted it until now. */
  readonly shard: ShardName | undefined;
}

/** One write of the vote item. While its outcome is unknown it is resent with the same token, so it applies only once. */
interface Attempt extends Written {
  readonly next: StoredVote;
  readonly guards: readonly Guard[];
  /** Whether it changes the tally. Its guards come after the vote and, if so, the shard. */
  readonly writesShard: boolean;
  readonly command: TransactWriteCommand | PutCommand;
  /** Whether an earlier sending may have been carried out, or may be yet. */
  open: boolean;
}

export interface WriterOptions {
  readonly surroundings: Surroundings;
  readonly networkLimit: NetworkLimit | undefined;
  readonly attempted: (contended: boolean) => void;
}

/**
 * Writes the vote item's next version and, with it, the tally shard. A repeated vote writes its item too. So an earlier call of the
 * same voter that arrives late fails its condition: its version is gone.
 */
export class VoteWriter {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #options: WriterOptions;
  readonly #budget = new RetryBudget();

  constructor(client: DynamoDBDocumentClient, table: string, options: WriterOptions) {
    this.#client = client;
    this.#table = table;
    this.#options = options;
  }

  /** @throws TooManyVotes, ProofUsed, Busy, Unconfirmed */
  async write(vote: Vote, article: ArticleMemory, circumstances: Circumstances, deadline: Deadline): Promise<Written> {
    // Most votes are first votes, so that is assumed unless the voter is known to have voted: the condition corrects it.
    const readFirst = vote.rating === null || circumstances.previous !== undefined;
    let seen = readFirst ? await retrying(() => this.#read(vote), { deadline, TooLate: Busy }) : null;
    /** Whether `seen` was in the table during this request, and not only assumed. */
    let observed = readFirst;
    /** Whether a write of this request may have been carried out, or may be yet, without an answer. */
    let uncertain = false;
    let conflicts = 0;
    let attempt: Attempt | undefined;
    for (;;) {
      const patience = { deadline, TooLate: uncertain ? Unconfirmed : Busy };
      attempt ??= await retrying(() => this.#prepare(vote, seen, article, conflicts, circumstances), patience);
      const refused = await this.#send(attempt);
      if (refused === undefined) return attempt;
      const { failure, cause } = refused;
      if (failure.kind === 'defect') throw cause;
      if (failure.kind === 'guarded') throw attempt.guards[failure.guard]?.refusal ?? cause;
      if (failure.kind === 'unknown') attempt.open = uncertain = true;
      if (failure.kind === 'contended') conflicts++;
      if (failure.kind === 'changed') {
        const progress = !isDeepStrictEqual(failure.seen, seen);
        // The same vote was sent twice at once: the other request took the item from `seen` to a later version. An
        // operator's command keeps `votedAt`, so an equal version does not prove that we wrote it:
        // the vote is written again.
        const later = observed && failure.seen?.votedAt !== seen?.votedAt;
        if (later && saidIn(failure.seen) === vote.rating) {
          return { effect: 'unchanged', shard: failure.seen?.shard };
        }
        seen = failure.seen;
        observed = true;
        // Its version is gone, so no sending of this attempt can be carried out any more.
        attempt = undefined;
        if (progress && !deadline.passed) continue;
      }
      const givenUp = failure.kind === 'throttled' && !uncertain && !this.#budget.spend();
      const tooLate = new (uncertain ? Unconfirmed : Busy)({ cause });
      if (givenUp || deadline.passed) throw tooLate;
      if (failure.kind === 'closed' || failure.kind === 'throttled') {
        const read = () => readLayout(this.#client, this.#table, vote.articleId, article.layout);
        const throttled = failure.kind === 'throttled' && failure.shard;
        article.relearn(await retrying(read, patience), throttled ? this.#options.surroundings.elapsed() : undefined);
      }
      // An open attempt is sent again as it is, unless its shard is closed: then it can never be carried out.
      if (attempt?.open !== true || failure.kind === 'closed') attempt = undefined;
      if (!(await deadline.pause())) throw tooLate;
    }
  }

  /** @returns undefined when written */
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

  async #prepare(
    vote: Vote,
    seen: StoredVote | null,
    { layout }: ArticleMemory,
    conflicts: number,
    circumstances: Circumstances,
  ): Promise<Attempt> {
    const { now, random, token = randomUUID } = this.#options.surroundings;
    const at = now();
    const before = seen?.rating ?? null;
    const counting = before === null ? undefined : countingShard(layout, seen?.shard ?? FIRST_SHARD);
    // A held vote stays held, whatever its voter says: docs/adr/0027-held-votes.md.
    const hold = holdOf(seen, at);
    const said = hold === undefined ? before : hold.rating;
    const repeats = vote.rating === said;
    const next = (shard: ShardName | undefined): StoredVote => ({
      rating: hold === undefined ? vote.rating : null,
      // A repeated vote is a later version by a millisecond only: otherwise a vote could be moved out of the time of an attack.
      votedAt: nextVersion(seen, repeats && seen?.votedAt !== undefined ? 0 : at),
      shard: vote.rating === null ? undefined : shard,
      hold: hold && { ...hold, rating: vote.rating },
    });
    // Repeating what the item already says counts against no limit and spends no proof. A withdrawal of nothing
    // makes an item, so it is guarded like a vote.
    const keepsTally = repeats || hold !== undefined;
    const guards = keepsTally && seen !== null ? [] : await this.#guards(vote, before === null, circumstances);
    const members = guards.map(({ item }) => item);
    const effect = effectOf(said, vote);
    if (keepsTally) {
      const repeated = next(seen?.shard);
      const Put = writeVote(this.#table, vote, seen, repeated, at);
      // If a held vote changes, it must be certain whether the change was written: a transaction's token tells
      // that, a plain Put does not.
      const command =
        members.length > 0 || !repeats
          ? new TransactWriteCommand({ TransactItems: [{ Put }, ...members], ClientRequestToken: token() })
          : new PutCommand(Put);
      return { effect, shard: counting, next: repeated, guards, writesShard: false, command, open: false };
    }
    const shard = counting ?? chooseShard(layout, conflicts, random);
    const changed = next(shard);
    const TransactItems = [...voteTransaction(this.#table, vote, seen, changed, shard, at), ...members];
    const command = new TransactWriteCommand({ TransactItems, ClientRequestToken: token() });
    return { effect, shard, next: changed, guards, writesShard: true, command, open: false };
  }

  async #guards({ articleId }: Vote, isNew: boolean, { network, proof }: Circumstances): Promise<Guard[]> {
    const { networkLimit, surroundings } = this.#options;
    const guards: Guard[] = [];
    // Changing one's mind is never limited.
    if (isNew && network !== undefined && networkLimit !== undefined) {
      guards.push(...(await networkLimit.guards(network, articleId, surroundings.now())));
    }
    if (proof !== undefined) guards.push(proofGuard(this.#table, proof));
    return guards;
  }

  async #read({ articleId, voterId }: Vote): Promise<StoredVote | null> {
    const Key = voteKey(articleId, voterId);
    const { Item } = await this.#client.send(new GetCommand({ TableName: this.#table, Key, ConsistentRead: true }));
    return storedVote(Item);
  }
}

function effectOf(before: Vote['rating'], { rating }: Vote): VoteEffect {
  if (before === rating) return 'unchanged';
  if (before === null) return 'recorded';
  return rating === null ? 'withdrawn' : 'changed';
}
