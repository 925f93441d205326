import { parseArticleId } from '../../lambda/domain/article-id.ts';
import { RatingError } from '../../lambda/domain/rating-error.ts';
import { parseRating } from '../../lambda/domain/rating.ts';
import { parseVoterId } from '../../lambda/domain/voter-id.ts';
import { VOTER_PREFIX, voterPartition } from '../../lambda/storage/items/keys.ts';
import type { CountedVote } from '../../lambda/storage/items/parse-item.ts';
import { moment } from '../terminal/options.ts';
import { VOTER_HASH } from '../table/voter-key.ts';

/** Tolerance in milliseconds for wrong clocks, and for local times without a time zone. */
const AHEAD = 86_400_000;

/**
 * Parses a row of a votes file: the vote, or the fault.
 * @param now milliseconds since the epoch: a vote in the future would override all later votes of its voter
 */
export function parseVoteRow(row: Readonly<Record<string, unknown>>, now: number): CountedVote | string {
  try {
    const { articleId, rating, votedAt, voter, voterId, heldBy } = row;
    if (heldBy !== undefined && heldBy !== '') return 'it is a held vote, which an import would count.';
    const stars = parseRating(typeof rating === 'string' && /^[1-5]$/.test(rating) ? Number(rating) : rating);
    if (stars === null) return 'rating must be 1, 2, 3, 4 or 5.';
    const time = typeof votedAt === 'string' ? timeOf(votedAt) : undefined;
    if (time === undefined) return 'votedAt must be a time such as 2026-11-23T18:00:00.000Z.';
    if (Date.parse(time) > now + AHEAD) return 'votedAt is in the future.';
    const named = typeof voterId === 'string' && voterId !== '';
    if (!named && (typeof voter !== 'string' || !VOTER_HASH.test(voter))) {
      return 'voter must be the hash of a voter ID (43 characters), or voterId must be the ID itself.';
    }
    return {
      voter: named ? voterPartition(parseVoterId(voterId)) : `${VOTER_PREFIX}${voter as string}`,
      articleId: parseArticleId(articleId),
      rating: stars,
      votedAt: time,
      shard: undefined,
    };
  } catch (error) {
    if (error instanceof RatingError) return error.message;
    throw error;
  }
}

/** The time as ISO 8601 in UTC. */
function timeOf(text: string): string | undefined {
  try {
    return moment(text);
  } catch {
    return undefined;
  }
}
