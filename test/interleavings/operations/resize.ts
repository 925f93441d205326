import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import { foldKey } from '../../../lambda/storage/tally/fold-key.ts';
import { openFurtherKeys } from '../../../lambda/storage/tally/open-further-keys.ts';
import { readHome } from '../../../lambda/storage/tally/read-tally.ts';

/** Opens a further key as a store does for a hot article, without the load. @returns whether it did */
export async function openAnother(
  client: DynamoDBDocumentClient,
  table: string,
  article: ArticleId,
  now: number,
): Promise<boolean> {
  const { layout } = await readHome(client, table, article);
  return (await openFurtherKeys(client, table, article, layout, 1, now)) !== undefined;
}

/** Folds the oldest further key as a store does for an article that is no longer hot. @returns whether it did */
export async function foldOldest(
  client: DynamoDBDocumentClient,
  table: string,
  article: ArticleId,
  now: number,
): Promise<boolean> {
  const { layout } = await readHome(client, table, article);
  if (layout.first === layout.next) return false;
  return (await foldKey(client, table, article, layout, now)) !== undefined;
}
