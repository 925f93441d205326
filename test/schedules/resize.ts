import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { foldKey } from '../../lambda/storage/fold-key.ts';
import { openFurtherKeys } from '../../lambda/storage/open-further-keys.ts';
import { readHome } from '../../lambda/storage/read-tally.ts';

/** What a store does with a hot article, without waiting for the crowd. @returns whether it did */
export async function openAnother(
  client: DynamoDBDocumentClient,
  table: string,
  article: ArticleId,
  now: number,
): Promise<boolean> {
  const { layout } = await readHome(client, table, article);
  return (await openFurtherKeys(client, table, article, layout, 1, now)) !== undefined;
}

/** What a store does with an article that is hot no longer. @returns whether it did */
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
