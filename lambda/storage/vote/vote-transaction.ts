import { tallyChange } from '../../domain/tally.ts';
import type { Vote } from '../../domain/vote.ts';
import { voteKey } from '../items/keys.ts';
import { addToShard } from '../tally/shard-update.ts';
import { attributesOf, stillIs } from '../items/stored-vote.ts';
import type { StoredVote } from '../items/stored-vote.ts';
import type { ShardName } from '../items/shard-name.ts';
import type { TransactItem } from '../items/transact-item.ts';

/**
 * The write that replaces version `seen` of a vote item with `next`; if the item differs from `seen`, it fails and
 * returns the item.
 */
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
 * The writes that replace version `seen` of a vote with `next` and update its tally shard, atomically. If the item
 * differs from `seen`, the first cancellation reason is `ConditionalCheckFailed` with the current item.
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
