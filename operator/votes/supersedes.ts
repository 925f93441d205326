import { saidIn } from '../../lambda/storage/items/stored-vote.ts';
import type { StoredVote } from '../../lambda/storage/items/stored-vote.ts';

/**
 * Whether a vote takes the place of another one of its voter: the newer version does; of the same moment the higher rating, so that
 * order and repetition make no difference. A vote wins over a withdrawn version of the same moment, which an operator's
 * command leaves: so an import, or a move back, undoes that command.
 */
export function supersedes(vote: StoredVote, other: StoredVote): boolean {
  const [at, otherAt] = [vote.votedAt ?? '', other.votedAt ?? ''];
  return at > otherAt || (at === otherAt && (saidIn(vote) ?? 0) > (saidIn(other) ?? 0));
}
