import { answering } from './http/answering.ts';
import { getRatings } from './http/get-ratings.ts';
import { refusingUnrouted } from './http/unrouted.ts';
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
export const handler = around(answering(refusingUnrouted(getRatings(store, lifetime)), { failed }));
