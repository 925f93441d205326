import {
  InternalServerError,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Failures of a call to DynamoDB that no embedded engine produces. */
export type Fault =
  /** Another transaction holds an item: nothing is written. */
  | 'conflict'
  /** Nothing is written. */
  | 'throttle'
  /** The call is carried out; its answer never arrives. */
  | 'timeout-after-commit'
  /** The call is carried out; the connection breaks before the answer. */
  | 'reset-after-commit'
  /** The connection breaks before the call arrives. */
  | 'reset-before'
  /** The call is carried out; DynamoDB answers with a server error. */
  | 'server-error-after-commit';

/** The fault of a call, if any; `command` is e.g. `TransactWriteItemsCommand`. */
export type ChooseFault = (command: string) => Fault | undefined;

/** Makes calls of this client fail as `choose` says, at the network layer. */
export function injectFaults(client: DynamoDBDocumentClient, choose: ChooseFault): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const fault = choose(context.commandName ?? '');
      if (fault === undefined) return next(args);
      if (fault.endsWith('after-commit')) await next(args);
      throw errorOf(fault, context.commandName === 'TransactWriteItemsCommand');
    },
    { step: 'finalizeRequest', name: 'injectFaults', priority: 'high' },
  );
}

function errorOf(fault: Fault, transaction: boolean): Error {
  const $metadata = {};
  switch (fault) {
    case 'conflict':
      return cancelled('TransactionConflict');
    case 'throttle':
      if (transaction) return cancelled('ThrottlingError');
      return new ProvisionedThroughputExceededException({ message: 'Throughput exceeds the limit.', $metadata });
    case 'timeout-after-commit':
      return Object.assign(new Error('socket hang up'), { name: 'TimeoutError' });
    case 'reset-after-commit':
    case 'reset-before':
      return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    case 'server-error-after-commit':
      return new InternalServerError({ message: 'Internal server error', $metadata });
  }
}

function cancelled(code: string): TransactionCanceledException {
  return new TransactionCanceledException({
    message: `Transaction cancelled, please refer cancellation reasons for specific reasons [None, ${code}]`,
    CancellationReasons: [{ Code: 'None' }, { Code: code }],
    $metadata: {},
  });
}
