import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { addTallies } from '../../lambda/domain/tally.ts';
import { countsOf, tallyOf } from '../../lambda/storage/items/shard-counts.ts';
import { OperatorError } from '../session/operator-error.ts';
import { readArticle } from '../table/read-article.ts';
import type { Session } from '../session/session.ts';
import type { UndoLog } from '../undo-log/undo-log.ts';
import { readTotals } from '../table/read-totals.ts';
import { changeTotalsTogether } from '../changes/change-totals.ts';
import type { StoredTotals } from '../table/stored-totals.ts';

/** Adds an article's imported totals to another's, source by source. @returns the sources */
export async function moveTotals(session: Session, from: ArticleId, to: ArticleId, log: UndoLog): Promise<string[]> {
  const moved: string[] = [];
  for (;;) {
    const [first] = (await readArticle(session, from)).imported;
    if (first === undefined) return moved;
    session.signal.throwIfAborted();
    const { source } = first;
    const damaged = (id: ArticleId) =>
      new OperatorError(
        `The totals of ${id} imported from ${source} are damaged. Run npx ratings verify --repair first.`,
      );
    if (!first.sound) throw damaged(from);
    const there = (await readArticle(session, to)).imported.find((each) => each.source === source);
    if (there?.sound === false) throw damaged(to);
    const [before = null, sum = null] = await readTotals(
      session,
      [from, to].map((articleId) => ({ articleId, source })),
    );
    // Moved or reset meanwhile: read them again.
    if (before === null) continue;
    const after: StoredTotals = {
      ...countsOf(addTallies(tallyOf(before), tallyOf(sum ?? {}))),
      ...((before.invented || sum?.invented) && { invented: true }),
      importedAt: new Date(session.clockAndRandom.now()).toISOString(),
    };
    const changes = [
      { articleId: from, source, before, after: null },
      { articleId: to, source, before: sum, after },
    ];
    log.totals([changes]);
    if (await changeTotalsTogether(session, changes)) moved.push(source);
  }
}
