import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Key } from '../../lambda/storage/items/keys.ts';
import type { StoredItem } from '../../lambda/storage/items/parse-item.ts';

/** DynamoDB's own limit of keys per call. */
export const MAX_KEYS = 100;

/**
 * Reads the items with these keys, consistently and in any order; keys without an item are left out.
 * @param keys each once: DynamoDB refuses to read an item twice
 */
export async function batchGet<Item extends Key = StoredItem>(
  client: DynamoDBDocumentClient,
  table: string,
  keys: readonly Key[],
): Promise<Item[]> {
  const found: Item[] = [];
  for (let rest = [...keys]; rest.length > 0;) {
    const request = { [table]: { Keys: rest.slice(0, MAX_KEYS), ConsistentRead: true } };
    const { Responses = {}, UnprocessedKeys = {} } = await client.send(new BatchGetCommand({ RequestItems: request }));
    found.push(...((Responses[table] ?? []) as unknown as Item[]));
    rest = [...rest.slice(MAX_KEYS), ...((UnprocessedKeys[table]?.Keys ?? []) as Key[])];
  }
  return found;
}
