import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

const MOST_CONNECTIONS = 500;

/** Creates the client of a function instance; it keeps connections open between requests. */
export function createDocumentClient(): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    // The store classifies failures and retries on another shard if needed.
    maxAttempts: 1,
    requestHandler: {
      // Milliseconds, well below the store's deadline: after a lost packet, a retry can still succeed.
      ...{ connectionTimeout: 500, requestTimeout: 1000, throwOnRequestTimeout: true },
      // requestTimeout covers only the headers; this one ends an answer whose body stalls.
      socketTimeout: 1000,
      // A list of 50 articles takes 50 connections at once. Locally one process serves many such requests, and waiting
      // for a connection counts as a lost call.
      httpAgent: { maxSockets: MOST_CONNECTIONS },
      httpsAgent: { maxSockets: MOST_CONNECTIONS },
    },
  });
  return DynamoDBDocumentClient.from(client);
}

/** Creates a client for background work: calls may take long, and are retried when the table throttles them. */
export function createPatientClient(): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 10 }));
}
