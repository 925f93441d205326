import { gunzipSync, gzipSync } from 'node:zlib';
import { DeleteCommand, paginateQuery, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { passKey } from '../items/keys.ts';

/** Below DynamoDB's limit of 400 kB per item. */
const PART_BYTES = 350_000;

/** Seconds until the state of an abandoned pass expires. */
const KEEP_SECONDS = 86_400;

/** Saves the state of a pass over the table, so that another invocation can continue it. */
export async function savePass(
  client: DynamoDBDocumentClient,
  table: string,
  passId: string,
  known: unknown,
): Promise<void> {
  const bytes = gzipSync(JSON.stringify(known));
  const expiresAt = Math.floor(Date.now() / 1000) + KEEP_SECONDS;
  const parts = Math.ceil(bytes.length / PART_BYTES);
  // Written one at a time in reverse order: part 0, which says how many parts there are, comes last, so that an
  // incomplete save is never taken for a complete one.
  for (let part = parts - 1; part >= 0; part--) {
    const data = bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES);
    await client.send(
      new PutCommand({
        TableName: table,
        Item: { ...passKey(passId, part), data, expiresAt, ...(part === 0 && { parts }) },
      }),
    );
  }
}

/** @throws Error if the saved state is missing or incomplete */
export async function readPass(client: DynamoDBDocumentClient, table: string, passId: string): Promise<unknown> {
  const { pk } = passKey(passId, 0);
  const query = {
    TableName: table,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
    ConsistentRead: true,
  };
  const items: Record<string, unknown>[] = [];
  for await (const { Items = [] } of paginateQuery({ client }, query)) items.push(...Items);
  const parts = items[0]?.['parts'];
  if (typeof parts !== 'number' || items.length < parts)
    throw new Error(`The saved state of pass ${passId} is missing or incomplete.`);
  const bytes = Buffer.concat(items.slice(0, parts).map(({ data }) => data as Uint8Array));
  return JSON.parse(gunzipSync(bytes).toString());
}

export async function forgetPass(client: DynamoDBDocumentClient, table: string, passId: string): Promise<void> {
  for (let part = 0; ; part++) {
    const { Attributes } = await client.send(
      new DeleteCommand({ TableName: table, Key: passKey(passId, part), ReturnValues: 'ALL_OLD' }),
    );
    if (Attributes === undefined) return;
  }
}
