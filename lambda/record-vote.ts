import { answering } from './http/answering.ts';
import { recordVote } from './http/record-vote.ts';
import { createDocumentClient } from './runtime/document-client.ts';
import { requireEnv } from './runtime/environment.ts';
import { reportFailure } from './runtime/report-failure.ts';
import { DynamoDBRatingStore } from './storage/dynamodb-rating-store.ts';

const store = new DynamoDBRatingStore(createDocumentClient(), requireEnv('TABLE_NAME'));

export const handler = answering(recordVote(store), reportFailure);
