import { NO_ARTICLE } from './domain/article-id.ts';
import { answerErrors } from './http/error-handler.ts';
import type { Handler } from './http/handler.ts';
import { getBadge } from './http/get-badge.ts';
import { getRatings } from './http/get-ratings.ts';
import { getTop } from './http/get-top.ts';
import { refusingUnrouted } from './http/default-route.ts';
import { viaCdn } from './http/via-cdn.ts';
import { createDocumentClient } from './runtime/document-client.ts';
import { optionalEnv, requireEnv, requireWholeNumber } from './runtime/environment.ts';
import { Observation } from './runtime/observation.ts';
import { warmUp } from './runtime/warm-up.ts';
import { DynamoDBRatingStore } from './storage/dynamodb-rating-store.ts';
import { readTally } from './storage/tally/read-tally.ts';
import { readTopList } from './storage/top-lists.ts';

const { around, failed } = new Observation();
const client = createDocumentClient();
const table = requireEnv('TABLE_NAME');
const store = new DynamoDBRatingStore(client, table);
const lifetime = {
  maxAge: requireWholeNumber('CACHE_SECONDS'),
  staleWhileRevalidate: requireWholeNumber('STALE_SECONDS'),
};

// This function also serves the $default route, because it has no write permission.
const ratings = getRatings(store, lifetime);
const answers: Record<string, Handler> = {
  '/v1/badge.svg': getBadge(store, lifetime),
  '/v1/top': getTop((prefix) => readTopList(client, table, prefix), lifetime),
};
const handle = refusingUnrouted(
  (event) => (answers[event.rawPath] ?? ratings)(event),
  optionalEnv('TOP_LIST') === 'true',
);
const throughCdn = viaCdn(requireEnv('ORIGIN_SECRETS').split(' '), handle);
export const handler = around(answerErrors(throughCdn, { failed }));

await warmUp(() => readTally(client, table, NO_ARTICLE));
