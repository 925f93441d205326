import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** One per function instance: it keeps connections open between requests. */
export function createDocumentClient(): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    // The store decides itself what a failure means and where to try again.
    maxAttempts: 1,
    // Well inside the store's deadline, so that a lost packet costs a retry, not the request. Milliseconds.
    requestHandler: { connectionTimeout: 500, requestTimeout: 1000, throwOnRequestTimeout: true },
  });
  return DynamoDBDocumentClient.from(client);
}
