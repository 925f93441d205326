import { NO_ARTICLE } from './domain/article-id.ts';
import { answering } from './http/answering.ts';
import { getBadge } from './http/get-badge.ts';
import { getRatings } from './http/get-ratings.ts';
import { refusingUnrouted } from './http/unrouted.ts';
import { viaCdn } from './http/via-cdn.ts';
import { createDocumentClient } from './runtime/document-client.ts';
import { requireEnv, requireWholeNumber } from './runtime/environment.ts';
import { Observation } from './runtime/observation.ts';
import { warmUp } from './runtime/warm-up.ts';
import { DynamoDBRatingStore } from './storage/dynamodb-rating-store.ts';
import { readTally } from './storage/read-tally.ts';

const { around, failed } = new Observation();
const client = createDocumentClient();
const table = requireEnv('TABLE_NAME');
const store = new DynamoDBRatingStore(client, table);
const lifetime = {
  maxAge: requireWholeNumber('CACHE_SECONDS'),
  staleWhileRevalidate: requireWholeNumber('STALE_SECONDS'),
};

// Strangers' paths end here too, since this function may only read.
const ratings = getRatings(store, lifetime);
const badge = getBadge(store, lifetime);
const handle = refusingUnrouted((event) => (event.rawPath === '/v1/badge.svg' ? badge : ratings)(event));
const guarded = viaCdn(requireEnv('ORIGIN_SECRETS').split(' '), handle);
export const handler = around(answering(guarded, { failed }));

await warmUp(() => readTally(client, table, NO_ARTICLE));
