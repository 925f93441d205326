import { distance } from 'fastest-levenshtein';
import { hostAndPath } from '../../lambda/domain/article-id.ts';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { ARTICLE_PREFIX } from '../../lambda/storage/items/keys.ts';
import { scan } from './scan.ts';
import type { Session } from '../session/session.ts';

const LISTED = 3;

/** For each unknown ID, the IDs of articles that may be meant, the likeliest first. Scans the whole table. */
export async function similarIds(
  session: Session,
  unknown: readonly ArticleId[],
): Promise<ReadonlyMap<ArticleId, readonly string[]>> {
  const found = new Map(unknown.map((id) => [id, [] as { id: string; far: number }[]]));
  let last = '';
  await scan(
    session,
    'Looking for similar IDs',
    (items) => {
      for (const { pk } of items) {
        // An article's items are adjacent.
        if (pk === last) continue;
        last = pk;
        const id = pk.slice(ARTICLE_PREFIX.length);
        for (const [wanted, best] of found) consider(best, id, howFar(wanted, id));
      }
    },
    {
      FilterExpression: 'begins_with(pk, :prefix)',
      ExpressionAttributeValues: { ':prefix': ARTICLE_PREFIX },
      ProjectionExpression: 'pk',
    },
  );
  return new Map([...found].map(([wanted, best]) => [wanted, best.map(({ id }) => id)]));
}

function consider(best: { id: string; far: number }[], id: string, far: number): void {
  if (far === Infinity || best.some((each) => each.id === id)) return;
  best.push({ id, far });
  best.sort((a, b) => a.far - b.far || (a.id < b.id ? -1 : 1));
  best.splice(LISTED);
}

/** Distance between IDs: typing errors, and missing or extra parts of an address (protocol, host, trailing slash). */
function howFar(wanted: string, id: string): number {
  const [a, b] = [hostAndPath(wanted.toLowerCase()), hostAndPath(id.toLowerCase())];
  if (a === b) return 0;
  if (a.length >= 4 && (b.endsWith(`/${a}`) || a.endsWith(`/${b}`))) return 1;
  const far = distance(a, b);
  return far <= Math.max(2, Math.floor(a.length / 4)) ? far : Infinity;
}
