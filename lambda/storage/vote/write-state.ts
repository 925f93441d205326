import { isDeepStrictEqual } from 'node:util';
import type { Rating } from '../../domain/rating.ts';
import type { Failure } from '../retry/failure.ts';
import type { ShardName } from '../items/shard-name.ts';
import { saidIn } from '../items/stored-vote.ts';
import type { StoredVote } from '../items/stored-vote.ts';
import type { Attempt, Basis } from './make-attempt.ts';

/** What a request knows while it writes its vote. */
export interface WriteState extends Basis {
  /** Whether `seen` was read during this request, or is assumed. */
  readonly item: 'assumed' | 'read';
  /** The attempt whose outcome is unknown: it may have been carried out, or may still be. */
  readonly inDoubt: Attempt | undefined;
  /** Whether any attempt of this request may have been carried out. Then a failure is Unconfirmed, not Busy. */
  readonly mayBeWritten: boolean;
}

/** Most votes are first votes, so a first vote is assumed without a read. If that is wrong, the condition fails. */
export const ASSUMED: WriteState = {
  item: 'assumed',
  seen: null,
  inDoubt: undefined,
  mayBeWritten: false,
  conflicts: 0,
};

/** The state after a read of the vote item, before the first attempt. */
export function stateAfterRead(seen: StoredVote | null): WriteState {
  return { ...ASSUMED, item: 'read', seen };
}

/** What follows from a failed attempt. */
export type Step =
  | { readonly is: 'retry'; readonly state: WriteState; readonly atOnce?: boolean }
  /** The same vote was sent twice concurrently, and the other request wrote it, counted by `shard`. */
  | { readonly is: 'written'; readonly shard: ShardName | undefined }
  | { readonly is: 'refused'; readonly error: unknown };

export interface FailedAttempt {
  readonly attempt: Attempt;
  readonly failure: Failure;
  readonly cause: unknown;
}

/** @param rating the rating to write */
export function afterFailure(state: WriteState, failed: FailedAttempt, rating: Rating | null): Step {
  const { attempt, failure, cause } = failed;
  switch (failure.kind) {
    case 'defect':
      return { is: 'refused', error: cause };
    case 'guarded':
      return { is: 'refused', error: attempt.guards[failure.guard]?.refusal ?? cause };
    case 'changed':
      return afterChange(state, failure.seen, rating);
    case 'unknown':
      return { is: 'retry', state: { ...state, inDoubt: attempt, mayBeWritten: true } };
    case 'contended':
      return { is: 'retry', state: { ...state, conflicts: state.conflicts + 1 } };
    case 'closed':
      // A closed shard stays closed, so an attempt that names it can never be carried out.
      return { is: 'retry', state: { ...state, inDoubt: undefined } };
    case 'throttled':
    case 'refused':
      return { is: 'retry', state };
  }
}

/** @param current the version that the item has instead of the expected one */
function afterChange(state: WriteState, current: StoredVote | null, rating: Rating | null): Step {
  // Another request of this voter always sets a later `votedAt`. An operator's command keeps it, so after an
  // equal `votedAt` the vote is written again.
  const replaced = state.item === 'read' && current?.votedAt !== state.seen?.votedAt;
  if (replaced && saidIn(current) === rating) return { is: 'written', shard: current?.shard };
  // The expected version is gone, so no send of the attempt can be carried out any more.
  const next: WriteState = { ...state, item: 'read', seen: current, inDoubt: undefined };
  return { is: 'retry', state: next, atOnce: !isDeepStrictEqual(current, state.seen) };
}
