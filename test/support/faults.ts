import {
  InternalServerError,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Ways in which a call to DynamoDB fails that no embedded engine shows. */
export type Fault =
  /** Another transaction holds an item: nothing is written. */
  | 'conflict'
  /** Nothing is written. */
  | 'throttle'
  /** The call is carried out; its answer never comes. */
  | 'timeout-after-commit'
  /** The call is carried out; the connection breaks before the answer. */
  | 'reset-after-commit'
  /** The connection breaks before the call arrives. */
  | 'reset-before'
  /** The call is carried out; DynamoDB answers with a fault of its own. */
  | 'server-error-after-commit';

/** Which fault, if any, befalls a call; `command` is e.g. `TransactWriteCommand`. */
export type ChooseFault = (command: string) => Fault | undefined;

/** Makes calls of this client fail as `choose` says, at the place where the network would. */
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
