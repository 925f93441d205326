import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { passLeaseKey } from './keys.ts';

/** Longer than an invocation may take; when it runs out, a pass that failed counts as over. */
const LEASE_SECONDS = 1_000;

/**
 * Lets one pass over the table run at a time, so that together they take no more of the table than one may. A pass that finds
 * another one running asks that one for the digest and leaves the rest to it.
 *
 * @param owner the same in all invocations of a pass, and when Lambda repeats one that failed
 * @returns false if another pass runs, and will send the digest, if one is wanted
 */
export async function takePassLease(
  client: DynamoDBDocumentClient,
  table: string,
  owner: string,
  wantsDigest: boolean,
): Promise<boolean> {
  const shared = { TableName: table, Key: passLeaseKey };
  const digest = wantsDigest ? ', digest = :true' : '';
  for (;;) {
    const now = Math.floor(Date.now() / 1000);
    const take = new UpdateCommand({
      ...shared,
      UpdateExpression: `SET passOwner = :owner, expiresAt = :end${digest}`,
      ConditionExpression: 'attribute_not_exists(pk) OR passOwner = :owner OR expiresAt < :now',
      ExpressionAttributeValues: {
        ...{ ':owner': owner, ':end': now + LEASE_SECONDS, ':now': now },
        ...(wantsDigest && { ':true': true }),
      },
    });
    if (await succeeds(client.send(take))) return true;
    if (!wantsDigest) return false;
    const ask = new UpdateCommand({
      ...shared,
      UpdateExpression: 'SET digest = :true',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':true': true },
    });
    if (await succeeds(client.send(ask))) return false;
    // It has just ended.
  }
}

/** @returns whether the pass that ends, or one that found it running, wants a digest */
export async function endPassLease(client: DynamoDBDocumentClient, table: string): Promise<boolean> {
  const command = new DeleteCommand({ TableName: table, Key: passLeaseKey, ReturnValues: 'ALL_OLD' });
  const { Attributes } = await client.send(command);
  return Attributes?.['digest'] === true;
}

async function succeeds(sent: Promise<unknown>): Promise<boolean> {
  try {
    await sent;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
