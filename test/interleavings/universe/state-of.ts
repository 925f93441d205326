import type { FakeDynamoDB } from '../../support/fake-dynamodb/fake-dynamodb.ts';
import type { Caller } from './caller.ts';
import type { VoteRequest } from './request.ts';
import type { Pending } from './universe.ts';

export interface World {
  readonly now: number;
  readonly fake: FakeDynamoDB;
  readonly table: string;
  readonly callers: readonly Caller[];
  readonly requests: readonly VoteRequest[];
  readonly faultsLeft: number;
}

/**
 * The state that determines how a schedule can continue and how it is judged. A caller's next step depends on its
 * answers and their times. DynamoDB's next answer depends on the versions of its items and on the pending calls.
 */
export function stateOf(
  { now, fake, table, callers, requests, faultsLeft }: World,
  pending: readonly Pending[],
): string {
  // A caller that has ended sends nothing more. Of its pending calls only the effect matters.
  const ended = new Set(requests.filter(({ endedAt }) => Number.isFinite(endedAt)).map(({ name }) => name));
  const goesOn = callers.filter(({ name }) => !ended.has(name));
  return JSON.stringify([
    now,
    faultsLeft,
    fake
      .table(table)
      .all()
      .map(({ pk, sk, versions }) => [pk, sk, versions]),
    goesOn.map(({ name, heard, landed }) => [name, heard, [...landed].sort((one, other) => one - other)]),
    pending.map(({ id, of, what }) => (ended.has(of ?? '') ? what() : id)).sort(),
    requests.map(({ sentAt, endedAt, result, readFrom, readTo, tally }) => [
      ...[Number.isFinite(sentAt), Number.isFinite(endedAt), result, readFrom, readTo, tally],
      // Of times the judge needs only which of two requests ended before the other was sent.
      requests.map((other) => other.endedAt < sentAt),
    ]),
  ]);
}
