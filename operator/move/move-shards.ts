import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { addTallies } from '../../lambda/domain/tally.ts';
import type { Tally } from '../../lambda/domain/tally.ts';
import { articlePartition } from '../../lambda/storage/items/keys.ts';
import { countsOf, countValues, stillCounts } from '../../lambda/storage/items/shard-counts.ts';
import { SPREAD } from '../../lambda/storage/items/shard-name.ts';
import { MAX_ITEMS, transact } from '../table/transact.ts';
import type { TransactItem } from '../../lambda/storage/items/transact-item.ts';
import { OperatorError } from '../operator-error.ts';
import { readArticle } from '../table/read-article.ts';
import type { Session } from '../session.ts';
import { readTotals, setTogether } from '../import/set-totals.ts';
import type { StoredTotals } from '../import/set-totals.ts';
import type { UndoLog } from '../undo/undo-log.ts';

/** Adds an article's imported totals to another's, source by source. @returns the sources */
export async function moveImported(session: Session, from: ArticleId, to: ArticleId, log: UndoLog): Promise<string[]> {
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
    // Moved or reset meanwhile: look again.
    if (before === null) continue;
    const after: StoredTotals = {
      ...countsOf(addTallies(tallyOf(before), tallyOf(sum))),
      ...((before.invented || sum?.invented) && { invented: true }),
      importedAt: new Date(session.surroundings.now()).toISOString(),
    };
    const changes = [
      { articleId: from, source, before, after: null },
      { articleId: to, source, before: sum, after },
    ];
    log.totals([changes]);
    if (await setTogether(session, changes)) moved.push(source);
  }
}

function tallyOf(totals: StoredTotals | null): Tally {
  const { s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0 }: Partial<StoredTotals> = totals ?? {};
  return [s1, s2, s3, s4, s5];
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
