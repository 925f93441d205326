import { tallyChange } from '../../domain/tally.ts';
import type { Vote } from '../../domain/vote.ts';
import { voteKey } from '../items/keys.ts';
import { addToShard } from '../tally/shard-update.ts';
import { attributesOf, stillIs } from '../items/stored-vote.ts';
import type { StoredVote } from '../items/stored-vote.ts';
import type { ShardName } from '../items/shard-name.ts';
import type { TransactItem } from '../items/transact-item.ts';

/** The write that takes a vote item from the version `seen` to the version `next`, and fails with the item if it is not `seen`. */
export function writeVote(
  table: string,
  { articleId, voterId }: Vote,
  seen: StoredVote | null,
  next: StoredVote,
  now: number,
) {
  return {
    TableName: table,
    Item: { ...voteKey(articleId, voterId), ...attributesOf(next, now) },
    ...stillIs(seen),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
}

/**
 * The writes that take a vote from `seen` to `next` and its tally shard with it, both or neither. The first
 * cancellation reason is `ConditionalCheckFailed`, with the vote as it is, when `seen` is no longer true.
 */
export function voteTransaction(
  table: string,
  vote: Vote,
  seen: StoredVote | null,
  next: StoredVote,
  shard: ShardName,
  now: number,
): [vote: TransactItem, shard: TransactItem] {
  const change = tallyChange(seen?.rating ?? null, next.rating);
  return [{ Put: writeVote(table, vote, seen, next, now) }, addToShard(table, vote.articleId, shard, change, now)];
}
