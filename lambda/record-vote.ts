import { answering } from './http/answering.ts';
import { recordVote } from './http/record-vote.ts';
import { createDocumentClient } from './runtime/document-client.ts';
import { requireEnv } from './runtime/environment.ts';
import { Observation } from './runtime/observation.ts';
import { DynamoDBRatingStore } from './storage/dynamodb-rating-store.ts';

const { around, attempted, failed, voted, voteRefused } = new Observation();
const store = new DynamoDBRatingStore(createDocumentClient(), requireEnv('TABLE_NAME'), { attempted });

export const handler = around(answering(recordVote({ store, voted }), { failed, refused: voteRefused }));
