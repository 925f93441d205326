import type { RatingStore } from '../domain/rating-store.ts';
import { summarize } from '../domain/summary.ts';
import type { Handler } from './handler.ts';
import { cacheable } from './cacheable.ts';
import type { CacheLifetime } from './cacheable.ts';
import { parseRatingsRequest } from './ratings-request.ts';
import { jsonResponse } from './response.ts';

/**
 * `GET` and `HEAD /v1/ratings`: the summaries of 1 to 50 articles, publicly cacheable for the given time. API Gateway
 * omits the body of an answer to `HEAD` but sends the same `Content-Length` as for `GET`.
 */
export function getRatings(store: RatingStore, lifetime: CacheLifetime): Handler {
  return async (event) => {
    const articleIds = parseRatingsRequest(event);
    const tallies = await store.readTallies(articleIds);
    const ratings = tallies.map((tally, index) => ({ articleId: articleIds[index], ...summarize(tally) }));
    return cacheable(jsonResponse(200, { ratings }), lifetime, event.headers['if-none-match']);
  };
}
