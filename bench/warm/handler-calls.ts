import { randomUUID } from 'node:crypto';
import { answerErrors } from '../../lambda/http/error-handler.ts';
import { getRatings } from '../../lambda/http/get-ratings.ts';
import { postVote } from '../../lambda/http/post-vote.ts';
import type { DynamoDBRatingStore } from '../../lambda/storage/dynamodb-rating-store.ts';
import { httpEvent } from '../../test/support/event.ts';

/** A failure ends the measurement. */
const failed = (error: unknown) => {
  throw error;
};

/** Sends a vote by a new voter through the handler of the vote function. */
export function voting(store: DynamoDBRatingStore) {
  const handle = answerErrors(postVote({ store }), { failed });
  return (articleId: string, headers: Record<string, string> = {}) => {
    const body = JSON.stringify({ articleId, rating: 4, voterId: randomUUID() });
    return handle(httpEvent({ routeKey: 'POST /v1/votes', rawPath: '/v1/votes', headers, body }));
  };
}

/** Reads these articles through the handler of the read function. */
export function reading(store: DynamoDBRatingStore, articleIds: readonly string[]) {
  const handle = answerErrors(getRatings(store, { maxAge: 5, staleWhileRevalidate: 30 }), { failed });
  const rawQueryString = articleIds.map((id) => `articleId=${id}`).join('&');
  return () => handle(httpEvent({ rawQueryString }));
}

/** The most articles that one request may ask for. */
export const LIST = Array.from({ length: 50 }, (_, index) => `article-${index}`);
