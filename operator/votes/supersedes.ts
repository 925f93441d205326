import { saidIn } from '../../lambda/storage/items/stored-vote.ts';
import type { StoredVote } from '../../lambda/storage/items/stored-vote.ts';

/**
 * Whether a vote replaces another vote of the same voter: the newer version does; of two with the same time, the higher
 * rating does, so that order and repetition make no difference. A vote replaces a withdrawn version with the same time:
 * commands of operators leave such versions, so an import or a move back undoes the command.
 */
export function supersedes(vote: StoredVote, other: StoredVote): boolean {
  const [at, otherAt] = [vote.votedAt ?? '', other.votedAt ?? ''];
  return at > otherAt || (at === otherAt && (saidIn(vote) ?? 0) > (saidIn(other) ?? 0));
}
