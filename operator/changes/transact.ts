import { randomUUID } from 'node:crypto';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { CancellationReason } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Busy, Unconfirmed } from '../../lambda/domain/errors.ts';
import type { ClockAndRandom } from '../../lambda/domain/clock-and-random.ts';
import { Deadline } from '../../lambda/storage/retry/deadline.ts';
import { classify, isClosed } from '../../lambda/storage/retry/failure.ts';
import type { TransactItem } from '../../lambda/storage/items/transact-item.ts';

/** Milliseconds: longer than for a visitor's vote. */
const PATIENCE = 120_000;

/** DynamoDB's own limit. */
export const MAX_ITEMS = 100;

/** The writes of one transaction. */
export interface Writes {
  /** Writes whose failed condition is returned to the caller. */
  readonly items: readonly TransactItem[];
  /** Writes to tally shards. A refused one is retried: on other shards, or after a recount's mark is gone. */
  readonly shards?: readonly TransactItem[];
}

/**
 * Makes a transaction, and retries until it succeeds or a condition on one of `items` fails. It retries after
 * conflicts, throttling, lost answers, and writes to shards that a recount marks.
 *
 * @param make the writes, given the number of conflicts so far and the time in milliseconds
 * @returns the reasons, in the order of `items`, if a condition did not hold; undefined when written
 * @throws Busy after two minutes, or Unconfirmed if the last transaction may have been carried out
 */
export async function transact(
  client: DynamoDBDocumentClient,
  make: (conflicts: number, now: number) => Promise<Writes> | Writes,
  clockAndRandom: ClockAndRandom,
): Promise<CancellationReason[] | undefined> {
  const { now, token = randomUUID } = clockAndRandom;
  const deadline = new Deadline(clockAndRandom, PATIENCE);
  let conflicts = 0;
  let attempt: { readonly own: number; readonly command: TransactWriteCommand; inDoubt: boolean } | undefined;
  for (;;) {
    if (attempt === undefined) {
      const { items, shards = [] } = await make(conflicts, now());
      const input = { TransactItems: [...items, ...shards], ClientRequestToken: token() };
      attempt = { own: items.length, command: new TransactWriteCommand(input), inDoubt: false };
    }
    const { own, command } = attempt;
    try {
      await client.send(command);
      return undefined;
    } catch (error) {
      const reasons = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : [];
      const refused = reasons.map(({ Code }) => Code === 'ConditionalCheckFailed');
      if (refused.slice(0, own).includes(true)) return reasons.slice(0, own);
      const { kind } = classify(error);
      if (kind === 'defect' && !refused.includes(true)) throw error;
      attempt.inDoubt ||= kind === 'unknown';
      const TooLate = attempt.inDoubt ? Unconfirmed : Busy;
      if (reasons.some(({ Code }) => Code === 'TransactionConflict')) conflicts++;
      // While an earlier send may still be carried out, it is resent unchanged: with the same token, it applies only
      // once. A closed shard stays closed, so a transaction that names it can never be carried out.
      if (!attempt.inDoubt || reasons.slice(own).some(isClosed)) attempt = undefined;
      if (!(await deadline.pause())) throw new TooLate({ cause: error });
    }
  }
}
