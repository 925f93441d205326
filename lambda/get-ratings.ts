import { answering } from './http/answering.ts';
import { getRatings } from './http/get-ratings.ts';
import { refusingUnrouted } from './http/unrouted.ts';
import { viaCdn } from './http/via-cdn.ts';
import { createDocumentClient } from './runtime/document-client.ts';
import { requireEnv, requireWholeNumber } from './runtime/environment.ts';
import { Observation } from './runtime/observation.ts';
import { DynamoDBRatingStore } from './storage/dynamodb-rating-store.ts';

const { around, failed } = new Observation();
const store = new DynamoDBRatingStore(createDocumentClient(), requireEnv('TABLE_NAME'));
const lifetime = {
  maxAge: requireWholeNumber('CACHE_SECONDS'),
  staleWhileRevalidate: requireWholeNumber('STALE_SECONDS'),
};

// Strangers' paths end here too, since this function may only read.
const handle = refusingUnrouted(getRatings(store, lifetime));
const guarded = viaCdn(requireEnv('ORIGIN_SECRETS').split(' '), handle);
export const handler = around(answering(guarded, { failed }));
