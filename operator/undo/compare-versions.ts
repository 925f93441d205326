import { saidIn } from '../../lambda/storage/items/stored-vote.ts';
import type { StoredVote } from '../../lambda/storage/items/stored-vote.ts';
import type { LoggedVote } from '../undo-log/undo-file.ts';

/** The version in the table; undefined for none. */
type Now = StoredVote | undefined;

/** Whether two versions are equal, except for their shards. */
function isSame(now: StoredVote, other: StoredVote): boolean {
  return (
    now.rating === other.rating &&
    now.votedAt === other.votedAt &&
    now.hold?.id === other.hold?.id &&
    saidIn(now) === saidIn(other)
  );
}

const isWithdrawn = (vote: StoredVote) => vote.rating === null && vote.hold === undefined;

/** Whether the vote is still as the command left it. A withdrawn vote that had no rating before may have expired. */
export function isAsLeft(now: Now, { before, after }: LoggedVote): boolean {
  if (now === undefined) return isWithdrawn(after) && saidIn(before) === null;
  return isSame(now, after);
}

/**
 * Whether the withdrawn version that the command left has expired. The voter may have voted and withdrawn since, and
 * that version may have expired as well.
 */
export function isExpired(now: Now, { before, after }: LoggedVote): boolean {
  return now === undefined && isWithdrawn(after) && saidIn(before) !== null;
}

/** Whether the vote is as it was before the change, or as an undo of the change leaves it. */
export function isAsBefore(now: Now, { before, after }: LoggedVote): boolean {
  if (before !== null && !isWithdrawn(before)) return now !== undefined && isSame(now, before);
  return now === undefined || (isWithdrawn(now) && now.votedAt === after.votedAt);
}

/** Whether the change has an effect. A move's group may contain a newer vote under the new ID, which stays. */
export function isChanged({ before, after }: LoggedVote): boolean {
  return before === null || !isSame(before, after);
}
