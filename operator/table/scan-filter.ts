import type { ScanCommandInput } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { ARTICLE_PREFIX, articlePartition } from '../../lambda/storage/items/keys.ts';

/** Selects articles and the earliest time of votes; all by default. */
export interface ScanFilter {
  readonly article?: readonly ArticleId[];
  readonly prefix?: string;
  readonly since?: string;
}

/**
 * The filter of a scan. It reduces the data sent, not the read units: a scan reads the whole table.
 * @param key the attribute that holds the article: `sk` of votes, `pk` of everything else
 */
export function scanFilter({ article, prefix, since }: ScanFilter, key: 'pk' | 'sk', begin: string) {
  const values: Record<string, string> = { ':begin': begin };
  const conditions = ['begins_with(pk, :begin)'];
  if (article !== undefined) {
    const names = article.map((id, index) => {
      values[`:a${index}`] = articlePartition(id);
      return `:a${index}`;
    });
    conditions.push(`${key} IN (${names.join(', ')})`);
  }
  if (prefix !== undefined) {
    values[':prefix'] = ARTICLE_PREFIX + prefix;
    conditions.push(`begins_with(${key}, :prefix)`);
  }
  if (since !== undefined) {
    values[':since'] = since;
    conditions.push('votedAt >= :since');
  }
  return {
    FilterExpression: conditions.join(' AND '),
    ExpressionAttributeValues: values,
  } satisfies Partial<ScanCommandInput>;
}
