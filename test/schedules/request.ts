import type { Rating } from '../../lambda/domain/rating.ts';
import type { Tally } from '../../lambda/domain/tally.ts';

/**
 * What came of a request:
 * - `done`: answered 200
 * - `refused`: answered with a code that promises that nothing was changed
 * - `unknown`: answered 504, or never
 */
export type Result = 'done' | 'refused' | 'unknown';

/** One vote that was sent, and what is known of it. Ticks are those of the universe, moments those of the table. */
export interface VoteRequest {
  readonly name: string;
  readonly voter: string;
  readonly articleId: string;
  readonly rating: Rating | null;
  sentAt: number;
  /** When it was answered or its function ended. */
  endedAt: number;
  result: Result;
  /** The code of the answer, for people. */
  answer: string;
  /** The table's moments between which the answered tally was read: from the vote's own write, or from when it was sent. */
  readFrom: number;
  readTo: number;
  /** What no request should meet. */
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
