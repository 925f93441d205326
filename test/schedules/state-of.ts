import type { FakeDynamoDB } from '../support/fake-dynamodb/fake-dynamodb.ts';
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
 * All that decides how a schedule can go on and how it will be judged. What a caller does next follows from what it was answered and
 * when; what DynamoDB does, from the versions of its items and the calls on their way.
 */
export function stateOf(
  { now, fake, table, callers, requests, faultsLeft }: World,
  pending: readonly Pending[],
): string {
  // Whoever has ended sends nothing more. Of its calls that are on their way only what they do still counts.
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
      // Of times the judge asks only which of two requests ended before the other was sent.
      requests.map((other) => other.endedAt < sentAt),
    ]),
  ]);
}
