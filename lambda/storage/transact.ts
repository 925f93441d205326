import { randomUUID } from 'node:crypto';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { CancellationReason } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Busy } from '../domain/errors.ts';
import type { Surroundings } from './deadline.ts';
import { classify } from './failure.ts';
import type { TransactItem } from './transact-item.ts';

/** Milliseconds. Nobody waits for an operator's transaction as a visitor does for a vote. */
const PATIENCE = 120_000;
const FIRST_PAUSE = 20;
const LONGEST_PAUSE = 2000;

/** DynamoDB's own limit. */
export const MAX_ITEMS = 100;

/**
 * Writes `items` and what `shards` makes, all or nothing, as often as it takes until that is written or a condition on one of
 * `items` does not hold. What only time can help - conflicts, throttles, lost answers, a shard that a recount holds - is
 * tried again, with other shards where others help.
 *
 * @param shards makes the writes to tally shards, given how many conflicts there were
 * @returns the reasons, in the order of `items`, if a condition did not hold; undefined when written
 * @throws Busy after two minutes
 */
export async function transact(
  client: DynamoDBDocumentClient,
  items: readonly TransactItem[],
  shards: (conflicts: number, now: string) => TransactItem[],
  { now, elapsed, random, sleep }: Surroundings,
): Promise<CancellationReason[] | undefined> {
  const end = elapsed() + PATIENCE;
  let conflicts = 0;
  let request = { TransactItems: [...items, ...shards(0, iso(now()))], ClientRequestToken: randomUUID() };
  for (let tries = 0; ; tries++) {
    try {
      await client.send(new TransactWriteCommand(request));
      return undefined;
    } catch (error) {
      const reasons = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : undefined;
      const own = reasons?.slice(0, items.length) ?? [];
      if (own.some(({ Code }) => Code === 'ConditionalCheckFailed')) return own;
      const shardsRefused = reasons?.slice(items.length).some(({ Code }) => Code === 'ConditionalCheckFailed') ?? false;
      const { kind } = classify(error);
      if (kind === 'defect' && !shardsRefused) throw error;
      if (elapsed() >= end) throw new Busy({ cause: error });
      await sleep(random() * Math.min(FIRST_PAUSE * 2 ** tries, LONGEST_PAUSE));
      // With the same token an answer that was lost is given again. Only what was certainly not written may change.
      if (reasons !== undefined) {
        if (reasons.some(({ Code }) => Code === 'TransactionConflict')) conflicts++;
        request = { TransactItems: [...items, ...shards(conflicts, iso(now()))], ClientRequestToken: randomUUID() };
      }
    }
  }
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
