import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { counted } from '../../lambda/domain/format-numbers.ts';
import { ARTICLE_PREFIX, IMPORTED_PREFIX } from '../../lambda/storage/items/keys.ts';
import type { Session } from '../session/session.ts';
import { scan } from '../table/scan.ts';
import { someOf } from '../terminal/some-of.ts';

/**
 * Articles on the file's hosts with totals of this source that are missing from the file: their posts were deleted or
 * got another address since an earlier import. Reads the whole table.
 */
export async function staleTotals(
  session: Session,
  source: string,
  articles: ReadonlyMap<ArticleId, unknown>,
): Promise<ArticleId[]> {
  const hosts = new Set([...articles.keys()].map(hostOf));
  const stale: ArticleId[] = [];
  await scan(
    session,
    'Looking for earlier totals',
    (items) => {
      for (const { pk } of items) {
        const id = pk.slice(ARTICLE_PREFIX.length) as ArticleId;
        if (!articles.has(id) && hosts.has(hostOf(id))) stale.push(id);
      }
    },
    {
      FilterExpression: 'sk = :totals',
      ExpressionAttributeValues: { ':totals': IMPORTED_PREFIX + source },
      ProjectionExpression: 'pk',
    },
  );
  return stale.sort();
}

/** The host at the beginning of an ID. */
function hostOf(id: ArticleId): string {
  return id.split('/', 1)[0] ?? '';
}

const SHOWN = 3;

export function aboutStale(source: string, stale: readonly ArticleId[]): string[] {
  if (stale.length === 0) return [];
  const some = someOf(stale, SHOWN);
  const [have, stay] = stale.length === 1 ? ['has', 'it stays'] : ['have', 'they stay'];
  return [
    `${counted(stale.length, 'article')} ${have} totals of ${source} that are not in this file, and ${stay}: ${some}. If a page is gone or has a new address, run npx ratings reset ID --imported-only`,
  ];
}
