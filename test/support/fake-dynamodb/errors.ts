import {
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  IdempotentParameterMismatchException,
  InternalServerError,
  ProvisionedThroughputExceededException,
  RequestLimitExceeded,
  ResourceNotFoundException,
  ThrottlingException,
  TransactionCanceledException,
  TransactionConflictException,
  TransactionInProgressException,
} from '@aws-sdk/client-dynamodb';
import type { CancellationReason } from '@aws-sdk/client-dynamodb';
import { marshalled } from './values.ts';
import type { Item } from './values.ts';

const $metadata = {};

export function invalid(message: string): DynamoDBServiceException {
  return new DynamoDBServiceException({ name: 'ValidationException', $fault: 'client', message, $metadata });
}

export function noTable(): ResourceNotFoundException {
  return new ResourceNotFoundException({ message: 'Cannot do operations on a non-existent table', $metadata });
}

/** @param old the current item, if the request asked for it and it exists */
export function conditionFailed(old: Item | undefined): ConditionalCheckFailedException {
  return new ConditionalCheckFailedException({
    message: 'The conditional request failed',
    ...(old && { Item: marshalled(old) }),
    $metadata,
  });
}

export function cancelled(reasons: readonly CancellationReason[]): TransactionCanceledException {
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return new TransactionCanceledException({
    message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    CancellationReasons: [...reasons],
    $metadata,
  });
}

export const NONE: CancellationReason = { Code: 'None' };

export function conflictReason(): CancellationReason {
  return { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' };
}

export function failedReason(old: Item | undefined): CancellationReason {
  return {
    Code: 'ConditionalCheckFailed',
    Message: 'The conditional request failed',
    ...(old && { Item: marshalled(old) }),
  };
}

export function conflict(): TransactionConflictException {
  return new TransactionConflictException({ message: 'Transaction is ongoing for the item', $metadata });
}

export function inProgress(): TransactionInProgressException {
  const message = 'The transaction with the given request token is already in progress';
  return new TransactionInProgressException({ message, Message: message, $metadata });
}

export function tokenMismatch(): IdempotentParameterMismatchException {
  const message = 'The token was used with other parameters';
  return new IdempotentParameterMismatchException({ message, Message: message, $metadata });
}

/** DynamoDB's throttling errors for a whole call. */
export const THROTTLES: readonly (() => DynamoDBServiceException)[] = [
  () => new ProvisionedThroughputExceededException({ message: 'The level of throughput was exceeded', $metadata }),
  () => new RequestLimitExceeded({ message: 'Throughput exceeds the current limit of the account', $metadata }),
  () => new ThrottlingException({ message: 'Request was denied due to request throttling', $metadata }),
];

export function serverError(): InternalServerError {
  return new InternalServerError({ message: 'Internal server error', $metadata });
}

/** The errors of the SDK's request handler: after a time-out, and after a broken connection. */
export function noAnswer(): Error {
  return Object.assign(new Error('Request timed out'), { name: 'TimeoutError' });
}

export function reset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
}
