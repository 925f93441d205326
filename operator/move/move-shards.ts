import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { addTallies } from '../../lambda/domain/tally.ts';
import type { Tally } from '../../lambda/domain/tally.ts';
import { articlePartition, IMPORTED_PREFIX } from '../../lambda/storage/keys.ts';
import { countsOf, countValues, stillCounts } from '../../lambda/storage/shard-counts.ts';
import { SPREAD } from '../../lambda/storage/shard-name.ts';
import { MAX_ITEMS, transact } from '../table/transact.ts';
import type { TransactItem } from '../../lambda/storage/transact-item.ts';
import { OperatorError } from '../operator-error.ts';
import { readArticle } from '../table/read-article.ts';
import type { Session } from '../session.ts';
import { readTotals } from '../import/set-totals.ts';
import type { StoredTotals } from '../import/set-totals.ts';
import type { UndoLog } from '../undo/undo-log.ts';

/** Adds an article's imported totals to another's, source by source. @returns the sources */
export async function moveImported(session: Session, from: ArticleId, to: ArticleId, log: UndoLog): Promise<string[]> {
  const moved: string[] = [];
  for (;;) {
    const [first] = (await readArticle(session, from)).imported;
    if (first === undefined) return moved;
    session.signal.throwIfAborted();
    const { source, counts, invented } = first;
    const damaged = (id: ArticleId) =>
      new OperatorError(
        `The totals of ${id} imported from ${source} are damaged. Run npx ratings verify --repair first.`,
      );
    if (!first.sound) throw damaged(from);
    const there = (await readArticle(session, to)).imported.find((each) => each.source === source);
    if (there?.sound === false) throw damaged(to);
    const sk = IMPORTED_PREFIX + source;
    const after: StoredTotals = {
      ...countsOf(addTallies(counts, there?.counts ?? [0, 0, 0, 0, 0])),
      ...((invented || there?.invented) && { invented: true }),
      importedAt: new Date(session.surroundings.now()).toISOString(),
    };
    await logMove(session, log, source, [from, to], after);
    const Put = {
      TableName: session.table,
      Item: { pk: articlePartition(to), sk, ...after },
      ...(there === undefined ? { ConditionExpression: 'attribute_not_exists(pk)' } : unchanged(there.counts)),
    };
    const Delete = { TableName: session.table, Key: { pk: articlePartition(from), sk }, ...unchanged(counts) };
    const refused = await transact(session.client, () => ({ items: [{ Delete }, { Put }] }), session.surroundings);
    if (refused === undefined) moved.push(source);
  }
}

async function logMove(
  session: Session,
  log: UndoLog,
  source: string,
  articles: readonly [from: ArticleId, to: ArticleId],
  sum: StoredTotals,
): Promise<void> {
  const wanted = articles.map((articleId) => ({ articleId, source }));
  const now = await readTotals(session, wanted);
  log.totals(wanted.map((each, index) => ({ ...each, before: now[index] ?? null, after: index === 0 ? null : sum })));
}

/** Deletes the shards of an article without votes, under the condition that they still count nothing. A spread article keeps its own. */
export async function clearEmptyShards(session: Session, articleId: ArticleId): Promise<void> {
  const { shards, voted } = await readArticle(session, articleId);
  if (voted.some((count) => count !== 0) || shards.length === 0 || shards.length > MAX_ITEMS) return;
  if (shards.some(({ name }) => name === SPREAD)) return;
  const deletes = shards.map(({ sk, counts }): TransactItem => {
    return {
      Delete: { TableName: session.table, Key: { pk: articlePartition(articleId), sk }, ...unchanged(counts) },
    };
  });
  // Voted on meanwhile: then they are not empty, and stay.
  await transact(session.client, () => ({ items: deletes }), session.surroundings);
}

function unchanged(counts: Tally) {
  return { ConditionExpression: stillCounts(counts), ExpressionAttributeValues: countValues(counts) };
}
