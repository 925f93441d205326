import { randomUUID } from 'node:crypto';
import { DynamoDBServiceException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Carry } from '../../support/fake-dynamodb/fake-client.ts';

/** As operator/table/client.ts configures the SDK. */
const ATTEMPTS = 8;

/** Errors that the SDK retries: node_modules/@smithy/core/dist-es/submodules/retry, and time-outs. */
const SENT_AGAIN = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TransactionInProgressException',
  'TimeoutError',
]);

/** Retries as the operators' client does: the same call with the same token. */
export function retryingCarry(carry: Carry, random: () => number, sleep: (ms: number) => Promise<void>): Carry {
  return async (command) => {
    if (command instanceof TransactWriteCommand) command.input.ClientRequestToken ??= randomUUID();
    for (let attempt = 1; ; attempt++) {
      try {
        return await carry(command);
      } catch (error) {
        if (attempt === ATTEMPTS || !isSentAgain(error)) throw error;
        await sleep(random() * Math.min(100 * 2 ** attempt, 20_000));
      }
    }
  };
}

function isSentAgain(error: unknown): boolean {
  if (error instanceof TransactionCanceledException) return false;
  if (error instanceof DynamoDBServiceException && error.$fault === 'server') return true;
  const { name, code } = error as { name?: string; code?: string };
  return SENT_AGAIN.has(name ?? '') || code === 'ECONNRESET';
}
