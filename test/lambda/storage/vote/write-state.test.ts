import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { TooManyVotes } from '../../../../lambda/domain/errors.ts';
import type { Failure } from '../../../../lambda/storage/retry/failure.ts';
import type { StoredVote } from '../../../../lambda/storage/items/stored-vote.ts';
import { homeShard } from '../../../../lambda/storage/items/shard-name.ts';
import type { Attempt } from '../../../../lambda/storage/vote/make-attempt.ts';
import { afterFailure, ASSUMED, stateAfterRead } from '../../../../lambda/storage/vote/write-state.ts';

const refusal = new TooManyVotes(60);
const attempt: Attempt = {
  effect: 'recorded',
  shard: homeShard(0),
  guards: [{ refusal, item: {} }],
  writesShard: true,
  command: new PutCommand({ TableName: 't', Item: {} }),
};
const cause = new Error('from DynamoDB');
const after = (state: typeof ASSUMED, failure: Failure, rating: 4 | null = 4) =>
  afterFailure(state, { attempt, failure, cause }, rating);
const version = (rating: StoredVote['rating'], minute: number): StoredVote => ({
  ...{ rating, votedAt: new Date(minute * 60_000).toISOString() },
  shard: rating === null ? undefined : homeShard(3),
});
const inDoubt = { ...ASSUMED, inDoubt: attempt, mayBeWritten: true };

test('an unknown outcome keeps the attempt, and the doubt stays after every later failure', () => {
  expect(after(ASSUMED, { kind: 'unknown' })).toEqual({ is: 'retry', state: inDoubt });
  for (const kind of ['contended', 'refused'] as const) {
    expect(after(inDoubt, { kind })).toMatchObject({ is: 'retry', state: { inDoubt: attempt, mayBeWritten: true } });
  }
  const throttled = after(inDoubt, { kind: 'throttled', shard: true });
  expect(throttled).toMatchObject({ state: { inDoubt: attempt, mayBeWritten: true } });
});

test.each<Failure>([{ kind: 'closed' }, { kind: 'changed', seen: version(2, 1) }])(
  'after %j an attempt of unknown outcome can no longer be carried out, but may have been',
  (failure) => {
    expect(after(inDoubt, failure)).toMatchObject({ state: { inDoubt: undefined, mayBeWritten: true } });
  },
);

test('only a conflict on the shard widens the choice of shards', () => {
  expect(after(ASSUMED, { kind: 'contended' })).toMatchObject({ state: { conflicts: 1 } });
  expect(after(ASSUMED, { kind: 'refused' })).toEqual({ is: 'retry', state: ASSUMED });
});

test('a wrong assumption is replaced by the version found, and the next attempt needs no pause', () => {
  const seen = version(4, 1);
  // Not "written": an equal vote from before this request could be overwritten by the voter's delayed requests.
  expect(after(ASSUMED, { kind: 'changed', seen })).toEqual({
    ...{ is: 'retry', atOnce: true },
    state: stateAfterRead(seen),
  });
  expect(after(ASSUMED, { kind: 'changed', seen: null })).toMatchObject({ atOnce: false });
});

test('an equal vote that replaced the version read is this vote, sent twice', () => {
  const read = stateAfterRead(version(2, 1));
  expect(after(read, { kind: 'changed', seen: version(4, 2) })).toEqual({ is: 'written', shard: homeShard(3) });
  expect(after(read, { kind: 'changed', seen: version(null, 2) }, null)).toEqual({ is: 'written', shard: undefined });
  expect(after(read, { kind: 'changed', seen: version(3, 2) })).toMatchObject({ is: 'retry', atOnce: true });
});

test('an equal vote with the same time was written by an operator, so the vote is written again', () => {
  const read = stateAfterRead(version(2, 1));
  expect(after(read, { kind: 'changed', seen: version(4, 1) })).toMatchObject({ is: 'retry', atOnce: true });
});

test('a guard refuses the vote with its own error, a defect with the cause', () => {
  expect(after(ASSUMED, { kind: 'guarded', guard: 0 })).toEqual({ is: 'refused', error: refusal });
  expect(after(ASSUMED, { kind: 'guarded', guard: 7 })).toEqual({ is: 'refused', error: cause });
  expect(after(inDoubt, { kind: 'defect' })).toEqual({ is: 'refused', error: cause });
});
