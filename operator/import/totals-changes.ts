import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { countsOf } from '../../lambda/storage/items/shard-counts.ts';
import type { Session } from '../session/session.ts';
import type { ArticleTotals } from './totals-by-article.ts';
import { UndoLog } from '../undo-log/undo-log.ts';
import { sameTotals } from '../table/stored-totals.ts';
import { readTotals } from '../table/read-totals.ts';
import { changeTotals } from '../changes/change-totals.ts';
import type { StoredTotals, TotalsChange } from '../table/stored-totals.ts';

/** Result of changes: the ID to undo them, and the articles left unchanged. */
export interface Made {
  readonly undo: string | undefined;
  readonly refused: readonly TotalsChange[];
}

/** Changes of an import: each article with its current and its new totals. */
export async function changesTo(
  session: Session,
  source: string,
  articles: ReadonlyMap<ArticleId, Pick<ArticleTotals, 'counts' | 'invented'>>,
  importedAt: string,
): Promise<TotalsChange[]> {
  const wanted = [...articles].map(([articleId, totals]) => ({ articleId, source, totals }));
  const now = await readTotals(session, wanted);
  return wanted.map(({ articleId, totals }, index) => {
    const after: StoredTotals = { ...countsOf(totals.counts), importedAt, ...(totals.invented && { invented: true }) };
    return { articleId, source, before: now[index] ?? null, after };
  });
}

/** Makes the changes that have an effect, after logging them for an undo. */
export async function makeChanges(session: Session, changes: readonly TotalsChange[]): Promise<Made> {
  const real = changes.filter(({ before, after }) => !sameTotals(before, after));
  if (real.length === 0) return { undo: undefined, refused: [] };
  const log = new UndoLog(session);
  log.totals(real.map((change) => [change]));
  return { undo: log.id, refused: await changeTotals(session, real) };
}
