import {
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import type { CancellationReason } from '@aws-sdk/client-dynamodb';
import { marshalledVote } from '../items/stored-vote.ts';
import type { StoredVote } from '../items/stored-vote.ts';

/**
 * Meaning of a failed call to DynamoDB for the caller:
 * - `changed`: the vote item no longer has the version that the write expected; `seen` is its version (`null`: no item)
 * - `guarded`: the vote could have been written, but the condition of the guard with this index did not hold
 * - `closed`: the tally shard's partition key was folded, or was never opened; nothing was written
 * - `contended`: another transaction was writing the tally shard; nothing was written
 * - `throttled`: DynamoDB throttled the call; nothing was written. `shard` is true if the tally shard's partition was throttled
 * - `refused`: nothing was written: the call was not sent, another transaction was writing another of its items, or a
 *   recount marks the shard
 * - `unknown`: the call may have been carried out (timeout, connection reset, server fault)
 * - `defect`: a retry cannot succeed
 */
export type Failure =
  | { readonly kind: 'changed'; readonly seen: StoredVote | null }
  | { readonly kind: 'guarded'; readonly guard: number }
  | { readonly kind: 'throttled'; readonly shard: boolean }
  | { readonly kind: 'closed' | 'contended' | 'refused' | 'unknown' | 'defect' };

/**
 * Errors and cancellation reasons of a throttled call.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
export const THROTTLED: ReadonlySet<string> = new Set([
  'ProvisionedThroughputExceeded',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingError',
  'ThrottlingException',
]);

const REFUSED = new Set(['TransactionConflict', 'TransactionConflictException', 'TransactionInProgressException']);

/** @param guardsAt index of the first guard in a vote's transaction: after the vote and its shard, if it writes one */
export function classify(error: unknown, guardsAt = 2): Failure {
  if (error instanceof TransactionCanceledException) return classifyCancellation(error, guardsAt);
  if (error instanceof ConditionalCheckFailedException) return { kind: 'changed', seen: marshalledVote(error.Item) };
  if (!(error instanceof DynamoDBServiceException)) return { kind: classifyConnection(error) };
  if (THROTTLED.has(error.name)) return { kind: 'throttled', shard: false };
  if (REFUSED.has(error.name)) return { kind: 'refused' };
  return { kind: error.$fault === 'server' ? 'unknown' : 'defect' };
}

function classifyCancellation(
  { CancellationReasons: reasons = [] }: TransactionCanceledException,
  guardsAt: number,
): Failure {
  const [vote] = reasons;
  const shard = guardsAt > 1 ? reasons[1] : undefined;
  const guards = reasons.slice(guardsAt);
  if (vote?.Code === 'ConditionalCheckFailed') return { kind: 'changed', seen: marshalledVote(vote.Item) };
  const guard = guards.findIndex(({ Code }) => Code === 'ConditionalCheckFailed');
  // If the vote item is in another transaction, a failed guard proves nothing: that may be the same vote.
  if (guard >= 0 && vote?.Code === 'None') return { kind: 'guarded', guard };
  if (shard?.Code === 'ConditionalCheckFailed') return { kind: isClosed(shard) ? 'closed' : 'refused' };
  if (shard?.Code === 'TransactionConflict') return { kind: 'contended' };
  const codes = reasons.map(({ Code = '' }) => Code);
  if (codes.some((code) => THROTTLED.has(code))) {
    // A table at its own limit also throttles votes and guards; then further keys would not help.
    return { kind: 'throttled', shard: codes.every((code, index) => THROTTLED.has(code) === (index === 1)) };
  }
  return { kind: guard >= 0 || codes.some((code) => REFUSED.has(code)) ? 'refused' : 'defect' };
}

/**
 * Whether a write to a tally shard failed because its partition key is closed or was never opened, not because of a
 * recount.
 */
export function isClosed({ Code, Item }: CancellationReason): boolean {
  return Code === 'ConditionalCheckFailed' && (Item?.['recount'] === undefined || Item['closed'] !== undefined);
}

function classifyConnection(error: unknown): 'refused' | 'unknown' | 'defect' {
  if (error instanceof TypeError || error instanceof RangeError) return 'defect';
  const { name, code } = error as { name?: string; code?: string };
  if (code === 'ECONNREFUSED') return 'refused';
  return name === 'CredentialsProviderError' ? 'defect' : 'unknown';
}
