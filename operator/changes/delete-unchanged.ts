import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ifConditionHolds } from '../../lambda/storage/items/if-condition-holds.ts';
import type { StoredItem } from '../../lambda/storage/items/parse-item.ts';
import { stillItem } from './still-item.ts';

/** Deletes an item, unless it has changed since it was read. @returns whether it was deleted */
export async function deleteUnchanged(
  client: DynamoDBDocumentClient,
  table: string,
  item: StoredItem,
): Promise<boolean> {
  const { pk, sk } = item;
  const deletion = new DeleteCommand({ TableName: table, Key: { pk, sk }, ...stillItem(item) });
  return (await ifConditionHolds<unknown>(client.send(deletion))) !== undefined;
}
