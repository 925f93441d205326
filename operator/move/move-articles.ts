import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { aboutMissing } from './about-missing.ts';
import { findItemsToMove } from './find-items-to-move.ts';
import { moveVotes } from './move-votes.ts';
import { moveTotals } from './move-totals.ts';
import { EXIT } from '../session/operator-error.ts';
import { aboutUncountable } from '../votes/about-uncountable.ts';
import { removeItems } from '../votes/remove-votes.ts';
import type { Renaming } from './renaming.ts';
import type { Outcome, Session } from '../session/session.ts';
import { UndoLog } from '../undo-log/undo-log.ts';
import { counted } from '../../lambda/domain/format-numbers.ts';
import { deleteEmptyShards } from '../changes/delete-empty-shards.ts';

/** The result of a move; its JSON has the number of moved articles. */
export type Moved = Outcome & { readonly json: Readonly<Record<string, unknown>> & { readonly articles: number } };

/** Maximum number of scans; then the command reports that votes keep coming. */
const ROUNDS = 5;

/** Moves votes until a whole scan finds none. All tallies match their votes at every moment. */
export async function move(session: Session, renaming: Renaming, where = ''): Promise<Moved> {
  const log = new UndoLog(session);
  const articles = new Set<ArticleId>();
  let votes = 0;
  let left = 0;
  let uncountable = 0;
  for (let round = 1; round <= ROUNDS; round++) {
    left = 0;
    const what = round === 1 ? 'Moving' : 'Looking for votes that came meanwhile';
    const found = await findItemsToMove(session, what, renaming, async (each) => {
      // In two steps, because several segments call this concurrently.
      const removed = await removeItems(session, each.others, log);
      uncountable += removed;
      await moveVotes(session, each.votes, renaming.newId, log);
      left += each.votes.length;
    });
    for (const id of found) articles.add(id);
    votes += left;
    if (left === 0) break;
  }
  const sources = new Set<string>();
  for (const from of articles) {
    session.signal.throwIfAborted();
    const to = renaming.newId(from);
    for (const source of to === undefined ? [] : await moveTotals(session, from, to, log)) sources.add(source);
    await deleteEmptyShards(session, from);
  }
  const imported = [...sources].sort();
  const totals = imported.length > 0 ? ` and the totals imported from ${imported.join(', ')}` : '';
  const undo = log.command && log.command + where;
  const coming =
    'Votes still arrive under the old ID. Switch the pages to the new ID, then run this command again to move the rest.';
  const unknown = aboutMissing(renaming, articles);
  const lines = [
    `Moved ${counted(articles.size, 'article')}: ${counted(votes, 'vote')}${totals}.`,
    ...aboutUncountable(uncountable, log.path),
    ...unknown.lines,
    ...(left > 0 ? [coming] : []),
    ...(undo === undefined ? [] : [`To undo this: ${undo}`]),
  ];
  return {
    json: {
      ...{ articles: articles.size, votes, uncountable, imported, keepComing: left > 0, unknown: unknown.ids },
      ...{ done: true, undo: undo ?? null },
    },
    text: lines.join('\n'),
    exitCode: left > 0 || unknown.ids.length > 0 ? EXIT.look : EXIT.done,
  };
}
