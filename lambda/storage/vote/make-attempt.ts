import { randomUUID } from 'node:crypto';
import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Circumstances, VoteEffect } from '../../domain/rating-store.ts';
import type { Vote } from '../../domain/vote.ts';
import { chooseShard, countingShard } from '../tally/article-layout.ts';
import type { ArticleMemory } from '../tally/article-memory.ts';
import type { NetworkLimit } from './network-limit.ts';
import { proofGuard } from './proof-guard.ts';
import { FIRST_SHARD } from '../items/shard-name.ts';
import type { ShardName } from '../items/shard-name.ts';
import { holdOf, nextVersion } from '../items/stored-vote.ts';
import type { StoredVote } from '../items/stored-vote.ts';
import type { ClockAndRandom } from '../../domain/clock-and-random.ts';
import type { Guard } from '../items/transact-item.ts';
import { voteTransaction, writeVote } from './vote-transaction.ts';

export interface Written {
  readonly effect: VoteEffect;
  /** The shard that counts the vote, or counted it before this write. */
  readonly shard: ShardName | undefined;
}

/**
 * One write of the vote item. While its outcome is unknown it is resent with the same token, so it applies only once.
 */
export interface Attempt extends Written {
  readonly guards: readonly Guard[];
  /**
   * Whether the attempt writes a tally shard. In the transaction, guards follow the vote and, if written, the shard.
   */
  readonly writesShard: boolean;
  readonly command: TransactWriteCommand | PutCommand;
}

export interface AttemptOptions {
  readonly table: string;
  readonly clockAndRandom: ClockAndRandom;
  readonly networkLimit: NetworkLimit | undefined;
}

/** What an attempt is based on. */
export interface Basis {
  /** The expected version of the vote item: the attempt's condition. */
  readonly seen: StoredVote | null;
  /** How many attempts of this request met another transaction on their shard. */
  readonly conflicts: number;
}

/** Decides the vote item's next version and the shard that counts it. */
export async function makeAttempt(
  options: AttemptOptions,
  vote: Vote,
  { seen, conflicts }: Basis,
  { layout }: ArticleMemory,
  circumstances: Circumstances,
): Promise<Attempt> {
  const { table, clockAndRandom } = options;
  const { now, random, token = randomUUID } = clockAndRandom;
  const at = now();
  const before = seen?.rating ?? null;
  const counting = before === null ? undefined : countingShard(layout, seen?.shard ?? FIRST_SHARD);
  // A held vote stays held when its voter changes it: docs/adr/0027-held-votes.md.
  const hold = holdOf(seen, at);
  const said = hold === undefined ? before : hold.rating;
  const repeats = vote.rating === said;
  const next = (shard: ShardName | undefined): StoredVote => ({
    rating: hold === undefined ? vote.rating : null,
    // A repeated vote gets a `votedAt` only a millisecond later: repeating a vote must not move it out of the hours
    // of an attack.
    votedAt: nextVersion(seen, repeats && seen?.votedAt !== undefined ? 0 : at),
    shard: vote.rating === null ? undefined : shard,
    hold: hold && { ...hold, rating: vote.rating },
  });
  // A repeated vote counts against no limit and spends no proof. A withdrawal without a vote creates an item, so it is
  // guarded like a vote.
  const keepsTally = repeats || hold !== undefined;
  const guards = keepsTally && seen !== null ? [] : await guardsOf(options, vote, before === null, circumstances);
  const members = guards.map(({ item }) => item);
  const effect = effectOf(said, vote);
  if (keepsTally) {
    const repeated = next(seen?.shard);
    const Put = writeVote(table, vote, seen, repeated, at);
    // A change of a held vote needs a transaction: its token shows whether the change was written; a plain Put does
    // not.
    const command =
      members.length > 0 || !repeats
        ? new TransactWriteCommand({ TransactItems: [{ Put }, ...members], ClientRequestToken: token() })
        : new PutCommand(Put);
    return { effect, shard: counting, guards, writesShard: false, command };
  }
  const shard = counting ?? chooseShard(layout, conflicts, random);
  const changed = next(shard);
  const TransactItems = [...voteTransaction(table, vote, seen, changed, shard, at), ...members];
  const command = new TransactWriteCommand({ TransactItems, ClientRequestToken: token() });
  return { effect, shard, guards, writesShard: true, command };
}

async function guardsOf(
  { table, networkLimit, clockAndRandom }: AttemptOptions,
  { articleId }: Vote,
  isNew: boolean,
  { network, proof }: Circumstances,
): Promise<Guard[]> {
  const guards: Guard[] = [];
  // Changes of a vote are never limited.
  if (isNew && network !== undefined && networkLimit !== undefined) {
    guards.push(...(await networkLimit.guards(network, articleId, clockAndRandom.now())));
  }
  if (proof !== undefined) guards.push(proofGuard(table, proof));
  return guards;
}

function effectOf(before: Vote['rating'], { rating }: Vote): VoteEffect {
  if (before === rating) return 'unchanged';
  if (before === null) return 'recorded';
  return rating === null ? 'withdrawn' : 'changed';
}
