import { parseArticleId } from '../../lambda/domain/article-id.ts';
import { RatingError } from '../../lambda/domain/errors.ts';
import { parseRating } from '../../lambda/domain/rating.ts';
import { parseVoterId } from '../../lambda/domain/voter-id.ts';
import { VOTER_PREFIX, voterPartition } from '../../lambda/storage/keys.ts';
import type { VoteItem } from '../../lambda/storage/parse-item.ts';
import { VOTER_HASH } from '../votes/voter-key.ts';

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** A row of a votes file as the vote that it says, or what is wrong with it. */
export function parseVoteRow(row: Readonly<Record<string, unknown>>): VoteItem | string {
  try {
    const { articleId, rating, votedAt, voter, voterId, heldBy } = row;
    if (heldBy !== undefined && heldBy !== '') return 'it is a held vote, which an import would count.';
    const stars = parseRating(typeof rating === 'string' && /^[1-5]$/.test(rating) ? Number(rating) : rating);
    if (stars === null) return 'rating must be 1, 2, 3, 4 or 5.';
    if (typeof votedAt !== 'string' || !ISO.test(votedAt) || Number.isNaN(Date.parse(votedAt))) {
      return 'votedAt must be a time such as 2026-11-23T18:00:00.000Z.';
    }
    const named = typeof voterId === 'string' && voterId !== '';
    if (!named && (typeof voter !== 'string' || !VOTER_HASH.test(voter))) {
      return 'voter must be the hash of a voter ID, 43 characters, or voterId the ID itself.';
    }
    return {
      voter: named ? voterPartition(parseVoterId(voterId)) : `${VOTER_PREFIX}${voter as string}`,
      articleId: parseArticleId(articleId),
      rating: stars,
      votedAt: new Date(votedAt).toISOString(),
      shard: undefined,
    };
  } catch (error) {
    if (error instanceof RatingError) return error.message;
    throw error;
  }
}
