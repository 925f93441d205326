import {
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  InternalServerError,
  ProvisionedThroughputExceededException,
  ResourceNotFoundException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import type { CancellationReason } from '@aws-sdk/client-dynamodb';
import { classify } from '../../../../lambda/storage/retry/failure.ts';

const plain = { message: '', $metadata: {} };
const cancelled = (...CancellationReasons: CancellationReason[]) =>
  new TransactionCanceledException({ ...plain, CancellationReasons });
const none = { Code: 'None' };
const conflict = { Code: 'TransactionConflict' };
const unmet = { Code: 'ConditionalCheckFailed' };

test('returns the current vote from a failed condition', () => {
  const votedAt = '2026-01-01T00:00:00.000Z';
  const Item = { rating: { N: '3' }, votedAt: { S: votedAt } };
  const seen = { rating: 3, votedAt, shard: undefined };
  expect(classify(cancelled({ ...unmet, Item }, none))).toEqual({ kind: 'changed', seen });
  const shard = { S: '3.07' };
  expect(classify(cancelled({ ...unmet, Item: { ...Item, shard } }))).toEqual({
    kind: 'changed',
    seen: { ...seen, shard: '3.07' },
  });
  const withdrawn = { ...plain, Item: { votedAt: { S: votedAt } } };
  expect(classify(new ConditionalCheckFailedException(withdrawn))).toEqual({
    kind: 'changed',
    seen: { rating: null, votedAt, shard: undefined },
  });
  expect(classify(cancelled(unmet, none))).toEqual({ kind: 'changed', seen: null });
  expect(classify(cancelled(unmet, conflict))).toEqual({ kind: 'changed', seen: null });
});

test('identifies the guard that refused a new vote', () => {
  expect(classify(cancelled(none, none, unmet))).toEqual({ kind: 'guarded', guard: 0 });
  expect(classify(cancelled(none, conflict, none, unmet))).toEqual({ kind: 'guarded', guard: 1 });
  expect(classify(cancelled(unmet, none, unmet))).toEqual({ kind: 'changed', seen: null });
});

test('identifies the guard that refused a withdrawal without a vote, which writes no shard', () => {
  expect(classify(cancelled(none, unmet), 1)).toEqual({ kind: 'guarded', guard: 0 });
  expect(classify(cancelled(unmet, none), 1)).toEqual({ kind: 'changed', seen: null });
});

test('ignores a failed guard while the vote item is busy', () => {
  expect(classify(cancelled(conflict, none, unmet))).toEqual({ kind: 'refused' });
  expect(classify(cancelled({ Code: 'ThrottlingError' }, none, unmet))).toEqual({ kind: 'throttled', shard: false });
});

test('distinguishes a folded partition key from a shard that a recount holds', () => {
  const recount = { S: '2026-01-01T00:00:00.000Z#token' };
  expect(classify(cancelled(none, { ...unmet, Item: { recount } }))).toEqual({ kind: 'refused' });
  expect(classify(cancelled(none, unmet))).toEqual({ kind: 'closed' });
  expect(classify(cancelled(none, { ...unmet, Item: { closed: { S: '2026' }, recount } }))).toEqual({ kind: 'closed' });
});

test('classifies a conflict on the shard as contention, but not one on the vote item', () => {
  expect(classify(cancelled(none, conflict))).toEqual({ kind: 'contended' });
  expect(classify(cancelled(conflict, none))).toEqual({ kind: 'refused' });
});

test.each<[string, unknown]>([
  ['a throttled transaction', cancelled(none, { Code: 'ThrottlingError' })],
  ['an exhausted partition', cancelled({ Code: 'ProvisionedThroughputExceeded' }, none)],
  ['a throttled read', new ProvisionedThroughputExceededException(plain)],
])('distinguishes %s from contention', (_, error) => {
  expect(classify(error)).toMatchObject({ kind: 'throttled' });
});

test("distinguishes the shard's partition at its limit from a table at its limit", () => {
  const full = { Code: 'ThrottlingError' };
  expect(classify(cancelled(none, full, none))).toEqual({ kind: 'throttled', shard: true });
  expect(classify(cancelled(full, full))).toEqual({ kind: 'throttled', shard: false });
  expect(classify(cancelled(none, none, full))).toEqual({ kind: 'throttled', shard: false });
});

test.each<[string, unknown]>([
  ['a read that met a transaction', new TransactionConflictException(plain)],
  ['a refused connection', Object.assign(new Error(), { code: 'ECONNREFUSED' })],
])('concludes from %s that nothing was written', (_, error) => {
  expect(classify(error)).toEqual({ kind: 'refused' });
});

test.each<[string, unknown]>([
  ['a fault of the server', new InternalServerError(plain)],
  ['a time-out', Object.assign(new Error(), { name: 'TimeoutError' })],
  ['a reset', Object.assign(new Error(), { code: 'ECONNRESET' })],
  ['an answer cut short', new SyntaxError('Unexpected end of JSON input')],
])('leaves the outcome open after %s', (_, error) => {
  expect(classify(error)).toEqual({ kind: 'unknown' });
});

test.each<[string, unknown]>([
  ['a missing table', new ResourceNotFoundException(plain)],
  ['a missing permission', new DynamoDBServiceException({ ...plain, name: 'AccessDeniedException', $fault: 'client' })],
  ['missing credentials', Object.assign(new Error(), { name: 'CredentialsProviderError' })],
  ['a mistake of our own', new TypeError("Cannot read properties of undefined (reading 'rating')")],
  ['a request that DynamoDB does not understand', cancelled(none, { Code: 'ValidationError' })],
])('does not try again after %s', (_, error) => {
  expect(classify(error)).toEqual({ kind: 'defect' });
});
