import { DynamoDBServiceException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { Rating } from '../domain/rating.ts';
import type { StoredVote } from './stored-vote.ts';

/**
 * What a failed call to DynamoDB means for the caller:
 * - `changed`: the condition did not hold; `seen` is the vote as it is now (`null`: there is none)
 * - `guarded`: the condition of the guard with this index did not hold; nothing was written
 * - `contended`: another transaction held the tally shard; nothing was written
 * - `refused`: throttled, never sent, another item was held, or a recount holds the shard; nothing was written
 * - `unknown`: it may have been carried out all the same (time-out, reset, server fault)
 * - `defect`: trying again cannot help
 */
export type Failure =
  | { readonly kind: 'changed'; readonly seen: StoredVote | null }
  | { readonly kind: 'guarded'; readonly guard: number }
  | { readonly kind: 'contended' | 'refused' | 'unknown' | 'defect' };

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
const REFUSED = new Set([
  'ProvisionedThroughputExceeded',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingError',
  'ThrottlingException',
  'TransactionConflict',
  'TransactionConflictException',
  'TransactionInProgressException',
]);

export function classify(error: unknown): Failure {
  if (error instanceof TransactionCanceledException) return classifyCancellation(error);
  if (!(error instanceof DynamoDBServiceException)) return { kind: classifyConnection(error) };
  if (REFUSED.has(error.name)) return { kind: 'refused' };
  return { kind: error.$fault === 'server' ? 'unknown' : 'defect' };
}

function classifyCancellation({ CancellationReasons: reasons = [] }: TransactionCanceledException): Failure {
  const [vote, shard, ...guards] = reasons;
  if (vote?.Code === 'ConditionalCheckFailed') {
    // The document client unmarshals answers, not exceptions.
    const rating = vote.Item?.['rating']?.N;
    const votedAt = vote.Item?.['votedAt']?.S;
    return { kind: 'changed', seen: rating === undefined ? null : { rating: Number(rating) as Rating, votedAt } };
  }
  const guard = guards.findIndex(({ Code }) => Code === 'ConditionalCheckFailed');
  if (guard >= 0) return { kind: 'guarded', guard };
  if (shard?.Code === 'TransactionConflict') return { kind: 'contended' };
  if (shard?.Code === 'ConditionalCheckFailed') return { kind: 'refused' };
  return { kind: reasons.some(({ Code = '' }) => REFUSED.has(Code)) ? 'refused' : 'defect' };
}

function classifyConnection(error: unknown): 'refused' | 'unknown' | 'defect' {
  if (error instanceof TypeError || error instanceof RangeError) return 'defect';
  const { name, code } = error as { name?: string; code?: string };
  if (code === 'ECONNREFUSED') return 'refused';
  return name === 'CredentialsProviderError' ? 'defect' : 'unknown';
}
