import type { Rating } from '../../../lambda/domain/rating.ts';
import type { Tally } from '../../../lambda/domain/tally.ts';

/**
 * The result of a request:
 * - `done`: answered 200
 * - `refused`: answered with a code that guarantees no change
 * - `unknown`: answered 504, or never
 */
export type Result = 'done' | 'refused' | 'unknown';

/** A vote and the course of its request. Ticks are those of the universe, moments those of the table. */
export interface VoteRequest {
  readonly name: string;
  readonly voter: string;
  readonly articleId: string;
  readonly rating: Rating | null;
  sentAt: number;
  /** The tick of its answer, or of the end of its function. */
  endedAt: number;
  result: Result;
  /** The code of the answer, for people. */
  answer: string;
  /**
   * The table's moments between which the tally was read, from the vote's own write or else from the start of the
   * request.
   */
  readFrom: number;
  readTo: number;
  /** An error that no request should get. */
  defect?: string;
  tally: Tally | undefined;
}

export function unsent(name: string, voter: string, articleId: string, rating: Rating | null): VoteRequest {
  return {
    ...{ name, voter, articleId, rating },
    ...{ sentAt: Infinity, endedAt: Infinity, result: 'unknown', answer: 'none', readFrom: 0, readTo: 0 },
    tally: undefined,
  };
}

export function describeRequest(request: VoteRequest): string {
  const { name, voter, articleId, rating, sentAt, endedAt, answer, tally } = request;
  const what = rating === null ? 'withdraws' : `votes ${rating}`;
  const read = tally === undefined ? '' : ` with ${tally.join(' ')}`;
  return `${name}: ${voter} ${what} on ${articleId}, sent at tick ${sentAt}, ended at ${endedAt}: ${answer}${read}`;
}
