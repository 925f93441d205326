import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import { forget } from '../../../operator/commands/forget.ts';
import { hold } from '../../../operator/commands/hold.ts';
import { release } from '../../../operator/commands/release.ts';
import { removeMatching } from '../../../operator/commands/remove-votes.ts';
import { reset } from '../../../operator/commands/reset.ts';
import { verify } from '../../../operator/commands/verify.ts';
import { importVotes } from '../../../operator/import/import-votes.ts';
import { repairTallies } from '../../../operator/verify/repair-tallies.ts';
import type { Session } from '../../../operator/session/session.ts';
import { undoChange } from '../../../operator/undo/undo-change.ts';
import { afterHold, afterRelease, afterWord, heldState, isHeld, isVote, saidIn } from '../oracles/held-state.ts';
import type { State, Step } from '../oracles/voter-history.ts';
import { foldOldest, openAnother } from './resize.ts';
import { partitionOf } from '../oracles/stored-state.ts';
import { renameOne } from '../../../operator/move/renaming.ts';
import { move } from '../../../operator/move/move-articles.ts';

/** A row of a file of votes. */
export interface ImportedRow {
  readonly voter: string;
  readonly articleId: string;
  readonly rating: number;
  readonly votedAt: string;
  /** Whether the row is newer than every vote of a request; otherwise it is older. */
  readonly newest: boolean;
}

/** A task that runs beside the voters' requests; articles are given by index. */
export type Task =
  | { readonly kind: 'verify' | 'repair' | 'recount' | 'undo' }
  | { readonly kind: 'move'; readonly from: number; readonly to: number }
  | { readonly kind: 'reset' | 'open' | 'fold' | 'hold' | 'release'; readonly article: number }
  | { readonly kind: 'forget'; readonly voter: string }
  | { readonly kind: 'remove'; readonly voter: string; readonly article: number }
  | { readonly kind: 'import'; readonly rows: readonly ImportedRow[] };

/** The course of one task. Ticks are those of the universe. */
export interface Operation {
  readonly name: string;
  readonly task: Task;
  sentAt: number;
  endedAt: number;
  done: boolean;
  answer: string;
}

/** Runs a task with the real code. */
export async function operate(
  session: Session,
  task: Task,
  articles: readonly string[],
  folder: string,
): Promise<string> {
  const id = (index: number) => articles[index] as ArticleId;
  const { client, table, clockAndRandom } = session;
  switch (task.kind) {
    case 'verify':
    case 'repair':
      return codeOf(await verify(session, task.kind === 'repair'));
    case 'recount': {
      const { unsettled } = await repairTallies(session, articles as ArticleId[]);
      return `unsettled ${unsettled.length}`;
    }
    case 'move':
      return codeOf(await move(session, renameOne(id(task.from), id(task.to))));
    case 'reset':
      return codeOf(await reset(session, id(task.article), { yes: true }));
    case 'hold':
      await hold(session, id(task.article), { keepDays: 90 });
      return 'done';
    case 'release':
      await release(session, id(task.article), {});
      return 'done';
    case 'forget':
      return codeOf(await forget(session, partitionOf(task.voter), true));
    case 'remove':
      return codeOf(await removeMatching(session, { article: id(task.article), voter: task.voter, yes: true }));
    case 'undo': {
      const last = lastUndo(session);
      return last === undefined ? 'nothing to undo' : codeOf(await undoChange(session, last, false));
    }
    case 'import': {
      const file = join(folder, 'votes.ndjson');
      writeFileSync(file, task.rows.map(lineOf).join('\n'));
      return codeOf(await importVotes(session, file, { format: 'ndjson', strict: false }));
    }
    case 'open':
      return `opened ${await openAnother(client, table, id(task.article), clockAndRandom.now())}`;
    case 'fold':
      return `folded ${await foldOldest(client, table, id(task.article), clockAndRandom.now())}`;
  }
}

/** The ID of the newest undo file. */
function lastUndo({ undoFolder = '' }: Session): string | undefined {
  const files = existsSync(undoFolder) ? readdirSync(undoFolder) : [];
  const [last] = files
    .map((file) => ({ file, at: statSync(join(undoFolder, file)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  return last?.file.replace('.ndjson', '');
}

function codeOf({ exitCode = 0 }: { readonly exitCode?: number }): string {
  return `exit ${exitCode}`;
}

function lineOf({ voter, articleId, rating, votedAt }: ImportedRow): string {
  return JSON.stringify({ voterId: voter, articleId, rating, votedAt });
}

/** The changes that an operation made, or may have made, to a voter's votes. */
export function stepsOf(operation: Operation, voter: string, articles: readonly string[], removing: boolean): Step[] {
  const { name, task, sentAt, endedAt, done } = operation;
  if (sentAt === Infinity) return [];
  const times = { what: name, from: sentAt, to: done ? endedAt : Infinity };
  const must = (apply: Step['apply']): Step[] => [
    { ...times, times: 'often', apply },
    ...(done ? [{ ...times, times: 'once', apply } as const] : []),
  ];
  const clear = (article: number) => must((state) => [isKept(state[article]) ? state.with(article, null) : state]);
  switch (task.kind) {
    case 'reset':
      return clear(task.article);
    case 'hold':
      return must((state) => [state.with(task.article, afterHold(state[task.article]))]);
    case 'release':
      return must((state) => [state.with(task.article, afterRelease(state[task.article]))]);
    case 'forget':
      return task.voter === voter ? articles.flatMap((_, article) => clear(article)) : [];
    case 'remove':
      return task.voter === voter ? clear(task.article) : [];
    case 'undo':
      // An undo may restore any rating that an operator removed; a later vote or withdrawal of the voter stays.
      return articles.map((_, article) => ({
        ...{ ...times, times: 'often' },
        apply: (state) => (state[article] === null ? RESTORED.map((each) => state.with(article, each)) : []),
      }));
    case 'move':
      return must((state) => moved(state, task.from, task.to, removing));
    case 'import':
      return task.rows
        .filter((row) => row.voter === voter)
        .map((row) => {
          const article = articles.indexOf(row.articleId);
          const wins = (state: State) => row.newest || state[article] === null;
          return {
            ...times,
            times: 'often',
            apply: (state) => (wins(state) ? [state.with(article, afterWord(state[article], row.rating))] : []),
          };
        });
    default:
      return [];
  }
}

const RESTORED = [1, 2, 3, 4, 5, ...[undefined, 1, 2, 3, 4, 5].map(heldState)];

function isKept(state: number | null | undefined): boolean {
  return isVote(state) || isHeld(state);
}

/**
 * The newer of two votes stays; a withdrawal and an operator's removal count as votes. A hold of either stays:
 * docs/adr/0027-held-votes.md.
 */
function moved(state: State, from: number, to: number, removing: boolean): State[] {
  if (!isKept(state[from])) return [state];
  const away = state.with(from, null);
  const lasts = state[to] === null && !removing ? [state[from]] : [state[from], state[to]];
  const held = isHeld(state[from]) || isHeld(state[to]);
  return lasts.map((last) => away.with(to, held ? heldState(saidIn(last)) : (last ?? null)));
}
