import { tallyChange } from '../domain/tally.ts';
import type { Vote } from '../domain/vote.ts';
import { voteKey } from './keys.ts';
import { addToShard } from './shard-update.ts';
import { stillIs } from './stored-vote.ts';
import type { StoredVote } from './stored-vote.ts';
import type { TransactItem } from './transact-item.ts';

/**
 * The writes that move a voter's vote from `seen` (`null`: no vote) to `vote.rating` and one tally shard with it, both or neither.
 * The transaction is cancelled with `ConditionalCheckFailed` as the first reason, and the vote as it is, when `seen` is no longer true.
 */
export function voteTransaction(
  table: string,
  vote: Vote,
  seen: StoredVote | null,
  shard: number,
  votedAt: string,
): [vote: TransactItem, shard: TransactItem] {
  const change = tallyChange(seen?.rating ?? null, vote.rating);
  return [writeVote(table, vote, seen, votedAt), addToShard(table, vote.articleId, shard, change, votedAt)];
}

function writeVote(table: string, vote: Vote, seen: StoredVote | null, votedAt: string): TransactItem {
  const Key = voteKey(vote.articleId, vote.voterId);
  const { rating } = vote;
  const unchanged = { TableName: table, ReturnValuesOnConditionCheckFailure: 'ALL_OLD', ...stillIs(seen) } as const;
  return rating === null
    ? { Delete: { ...unchanged, Key } }
    : { Put: { ...unchanged, Item: { ...Key, rating, votedAt } } };
}
