import { DeleteCommand, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ifConditionHolds } from '../items/if-condition-holds.ts';
import { passLeaseKey } from '../items/keys.ts';

/** Longer than an invocation may take. When the lease expires, a failed pass counts as ended. */
const LEASE_SECONDS = 1_000;

/** The request for a digest outlives a failed pass until the next pass, which may be 31 days later. */
const KEEP_SECONDS = 31 * 86_400;

/** One invocation of a pass. Lambda may repeat it, immediately or hours later. */
export interface PassStep {
  /** The same in all invocations of a pass. */
  readonly passId: string;
  /** The saved state from which this invocation resumes; undefined for the first one. */
  readonly resumeFrom: string | undefined;
  /** The saved state from which the invocation before this one resumed. */
  readonly resumedFrom: string | undefined;
}

/**
 * Takes the lease, which allows one pass over the table at a time. If another pass holds it, a first invocation that
 * wants a digest leaves the request for it in the lease.
 *
 * @returns false if this invocation has nothing to do: another pass runs, or a later invocation of its own pass has begun
 */
export async function takePassLease(
  client: DynamoDBDocumentClient,
  table: string,
  { passId, resumeFrom, resumedFrom }: PassStep,
  wantsDigest: boolean,
): Promise<boolean> {
  const shared = { TableName: table, Key: passLeaseKey };
  const isFirst = resumeFrom === undefined;
  for (;;) {
    const now = Math.floor(Date.now() / 1000);
    const own = 'passId = :pass AND (step = :step OR step = :before)';
    const take = new UpdateCommand({
      ...shared,
      UpdateExpression:
        'SET passId = :pass, step = :step, leaseEnd = :end, expiresAt = :kept' +
        (wantsDigest ? ', digest = :true' : ''),
      ConditionExpression: isFirst ? `attribute_not_exists(passId) OR leaseEnd < :now OR (${own})` : own,
      ExpressionAttributeValues: {
        ...{ ':pass': passId, ':step': resumeFrom ?? 'first', ':before': resumedFrom ?? 'first' },
        ...{ ':end': now + LEASE_SECONDS, ':kept': now + KEEP_SECONDS },
        ...(isFirst && { ':now': now }),
        ...(wantsDigest && { ':true': true }),
      },
    });
    if (await ifConditionHolds(client.send(take))) return true;
    if (!isFirst || !wantsDigest) return false;
    const ask = new UpdateCommand({
      ...shared,
      UpdateExpression: 'SET digest = :true',
      ConditionExpression: 'attribute_exists(passId)',
      ExpressionAttributeValues: { ':true': true },
    });
    if (await ifConditionHolds(client.send(ask))) return false;
    // The other pass has just ended.
  }
}

/**
 * Ends a pass. The digest is sent before the lease is deleted, so that a repeated invocation still finds the request
 * for it.
 *
 * @param send sends the digest; called if this pass, or another one while it ran, requested it
 */
export async function endPassLease(
  client: DynamoDBDocumentClient,
  table: string,
  passId: string,
  send: () => Promise<unknown>,
): Promise<void> {
  const shared = { TableName: table, Key: passLeaseKey };
  for (;;) {
    const { Item } = await client.send(new GetCommand({ ...shared, ConsistentRead: true }));
    // An earlier call whose answer was lost has ended the pass, or another pass has taken the lease.
    if (Item?.['passId'] !== passId) return;
    const isWanted = Item['digest'] === true;
    if (isWanted) await send();
    const end = new DeleteCommand({
      ...shared,
      ConditionExpression: isWanted ? 'passId = :pass' : 'passId = :pass AND attribute_not_exists(digest)',
      ExpressionAttributeValues: { ':pass': passId },
    });
    if (await ifConditionHolds(client.send(end))) return;
  }
}
