import { EXIT } from './operator-error.ts';
import type { Outcome, Session } from './session.ts';
import { setTotals } from './set-totals.ts';
import { readUndo, writeUndo } from './undo-file.ts';

/** Puts everything that an import set back to what it was, but for what somebody has changed since. */
export async function undoImport(session: Session, id: string, dryRun: boolean): Promise<Outcome> {
  const changes = await readUndo(session, id);
  const n = changes.length.toLocaleString('en');
  if (dryRun) {
    const text = `Would bring the totals of ${n} articles back to what they were before import ${id}. Leave out --dry-run to do it.`;
    return { text, json: { undone: id, articles: changes.length, done: false } };
  }
  const undo = await writeUndo(session, changes);
  const refused = await setTotals(session, changes);
  const left = refused.slice(0, 20).map(({ articleId }) => `${articleId} was changed since, and is left as it is.`);
  const more = refused.length - left.length;
  return {
    text: [
      ...left,
      ...(more > 0 ? [`… and ${more.toLocaleString('en')} more.`] : []),
      `Took back import ${id}: the totals of ${(changes.length - refused.length).toLocaleString('en')} articles are what they were.`,
      `To take this back: ratings import --undo ${undo}`,
    ].join('\n'),
    json: { undone: id, articles: changes.length - refused.length, left: refused.length, undo, done: true },
    exitCode: refused.length > 0 ? EXIT.look : EXIT.done,
  };
}
