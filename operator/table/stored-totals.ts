import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { articlePartition, IMPORTED_PREFIX } from '../../lambda/storage/items/keys.ts';
import type { Key } from '../../lambda/storage/items/keys.ts';

/** Imported totals as they are stored. */
export interface StoredTotals {
  readonly s1: number;
  readonly s2: number;
  readonly s3: number;
  readonly s4: number;
  readonly s5: number;
  readonly importedAt?: string;
  readonly invented?: true;
}

/** A change of an article's totals from one source; null for none. */
export interface TotalsChange {
  readonly articleId: ArticleId;
  readonly source: string;
  readonly before: StoredTotals | null;
  readonly after: StoredTotals | null;
}

const COUNTS = ['s1', 's2', 's3', 's4', 's5'] as const;
/** Attributes of an item with imported totals, besides its key. */
export const TOTALS_ATTRIBUTES = [...COUNTS, 'importedAt', 'invented'] as const;

/** Whether two totals are equal, except for their import times. */
export function sameTotals(a: StoredTotals | null, b: StoredTotals | null): boolean {
  if (a === null || b === null) return a === b;
  return COUNTS.every((name) => a[name] === b[name]) && a.invented === b.invented;
}

export function ratingsIn(totals: StoredTotals | null): number {
  return totals === null ? 0 : COUNTS.reduce((sum, name) => sum + totals[name], 0);
}

/** The key of the item with an article's totals from one source. */
export function totalsKey({ articleId, source }: Pick<TotalsChange, 'articleId' | 'source'>): Key {
  return { pk: articlePartition(articleId), sk: IMPORTED_PREFIX + source };
}
