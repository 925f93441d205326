import type { Rating } from '../../lambda/domain/rating.ts';
import type { KeptVote } from '../../lambda/storage/items/parse-item.ts';
import { saidIn } from '../../lambda/storage/items/stored-vote.ts';

/** Selects votes of an article by the time of their last change and by rating; all by default. */
export interface Selection {
  /** ISO 8601 in UTC. */
  readonly from?: string;
  /** ISO 8601 in UTC, exclusive. */
  readonly to?: string;
  readonly rating?: readonly Rating[];
}

export function selects({ from = '', to, rating }: Selection): (vote: KeptVote) => boolean {
  return (vote) => {
    const { votedAt = '' } = vote;
    const said = saidIn(vote);
    return (
      votedAt >= from &&
      (to === undefined || votedAt < to) &&
      (rating === undefined || (said !== null && rating.includes(said)))
    );
  };
}
