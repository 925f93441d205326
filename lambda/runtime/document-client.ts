import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

const MOST_CONNECTIONS = 500;

/** One per function instance: it keeps connections open between requests. */
export function createDocumentClient(): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    // The store decides itself what a failure means and where to try again.
    maxAttempts: 1,
    requestHandler: {
      // Well inside the store's deadline, so that a lost packet costs a retry, not the request. Milliseconds.
      ...{ connectionTimeout: 500, requestTimeout: 1000, throwOnRequestTimeout: true },
      // A list of 50 articles takes 50 connections at once. Locally one process serves many such requests, and waiting for a
      // connection counts as a lost call.
      httpAgent: { maxSockets: MOST_CONNECTIONS },
      httpsAgent: { maxSockets: MOST_CONNECTIONS },
    },
  });
  return DynamoDBDocumentClient.from(client);
}

/** For work without a waiting visitor: calls may take long, and are retried when the table has no units left. */
export function createPatientClient(): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 10 }));
}
