import { setTimeout as delay } from 'node:timers/promises';
import { DynamoDBServiceException, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { connect } from '../dynamodb-client/connect.ts';

/**
 * Lists the engine's tables until it answers or `signal` aborts.
 *
 * @throws {DynamoDBServiceException} if the engine answers with an error, as with a damaged database
 */
export async function waitUntilReady(endpoint: string, signal: AbortSignal): Promise<void> {
  using client = connect(endpoint);
  for (;;) {
    try {
      await client.send(new ListTablesCommand({ Limit: 1 }), { abortSignal: signal });
      return;
    } catch (error) {
      if (error instanceof DynamoDBServiceException) throw error;
      signal.throwIfAborted();
      await delay(10, undefined, { signal });
    }
  }
}
