import type { RatingStore } from '../domain/rating-store.ts';
import { summarize } from '../domain/summary.ts';
import type { Handler } from './handler.ts';
import { badge } from './badge.ts';
import { cacheable } from './cacheable.ts';
import type { CacheLifetime } from './cacheable.ts';
import { parseRatingsRequest } from './ratings-request.ts';

/** `GET` and `HEAD /v1/badge.svg`: the summary of one article as a picture, publicly cacheable for the given time. */
export function getBadge(store: RatingStore, lifetime: CacheLifetime): Handler {
  return async (event) => {
    const [tally] = await store.readTallies(parseRatingsRequest(event, 1));
    const picture = {
      statusCode: 200,
      headers: { 'content-type': 'image/svg+xml' },
      body: badge(summarize(tally!)),
    };
    return cacheable(picture, lifetime, event.headers['if-none-match']);
  };
}
