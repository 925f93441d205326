import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { PLUGINS } from '../wordpress/plugins.ts';
import type { Session } from '../session/session.ts';
import { n } from '../../lambda/domain/format-numbers.ts';
import { readTotals } from '../table/read-totals.ts';

/** Number of articles with imported totals of other plugins, which may be the same ratings imported twice. */
export async function totalsOfOtherPlugins(
  session: Session,
  from: string,
  articles: Iterable<ArticleId>,
): Promise<ReadonlyMap<string, number>> {
  const others = Object.keys(PLUGINS).filter((name) => name !== from);
  const wanted = [...articles].flatMap((articleId) => others.map((source) => ({ articleId, source })));
  const found = await readTotals(session, wanted);
  const counts = new Map<string, number>();
  for (const [index, { source }] of wanted.entries())
    if (found[index]) counts.set(source, (counts.get(source) ?? 0) + 1);
  return counts;
}

/** @returns a sentence for each other plugin */
export function aboutOthers(others: ReadonlyMap<string, number>): string[] {
  return [...others].map(([source, count]) => {
    const which = count === 1 ? '1 article has' : `${n(count)} articles have`;
    return `${which} totals of ${source} too; both count. If they are the same ratings, undo one import.`;
  });
}
