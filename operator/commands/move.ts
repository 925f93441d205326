import { Command } from 'commander';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { aboutUnknown } from '../move/about-unknown.ts';
import { findRenamed } from '../move/find-renamed.ts';
import { moveVotes, placesOf } from '../move/move-votes.ts';
import { moveImported } from '../move/move-imported.ts';
import { EXIT, OperatorError } from '../operator-error.ts';
import { articleId } from '../terminal/options.ts';
import { aboutUncountable } from '../votes/about-uncountable.ts';
import { removeItems } from '../votes/change-each.ts';
import { renameOne, renamePairs, renamePrefix } from '../move/renaming.ts';
import type { Renaming } from '../move/renaming.ts';
import type { Outcome, Run, Session } from '../session.ts';
import { tableArguments } from '../table/table-arguments.ts';
import { textTable } from '../terminal/text-table.ts';
import { UndoLog } from '../undo-log/undo-log.ts';
import { unknownArticle } from '../table/unknown-article.ts';
import { counted, n } from '../../lambda/domain/numbers.ts';
import { deleteEmptyShards } from '../changes/delete-empty-shards.ts';
import { readVotes } from '../table/read-votes.ts';

interface MoveOptions {
  readonly prefix?: boolean;
  readonly pairs?: string;
  readonly yes?: boolean;
}

export function moveCommand(run: Run): Command {
  return new Command('move')
    .description(
      'rename articles, or merge them into others: votes and imported totals; of two votes of a voter the newer wins',
    )
    .argument('[old]', 'old article ID; with --prefix, the start of IDs')
    .argument('[new]', 'new article ID or start of IDs')
    .option('--prefix', 'every article whose ID starts with <old>, in one pass')
    .option('--pairs <file>', 'the articles of a CSV file with the columns old and new, in one pass')
    .option('--yes', 'make the changes; without it, a dry run')
    .action((from: string | undefined, to: string | undefined, options: MoveOptions, command: Command) => {
      const rename = renamingOf(from, to, options);
      const where = tableArguments(command);
      return run(command, async (session) => {
        const moved = await (options.yes ? move : foreseeMove)(session, await rename(), where);
        const one = options.prefix || options.pairs !== undefined ? undefined : (from as ArticleId);
        const nothing = one !== undefined && moved.json.articles === 0;
        return (nothing ? await unknownArticle(session, one) : undefined) ?? moved;
      });
    });
}

/** @throws OperatorError if the arguments do not go together */
function renamingOf(from: string | undefined, to: string | undefined, { prefix, pairs }: MoveOptions) {
  if (pairs !== undefined) {
    if (from !== undefined || prefix) throw wrongUse('--pairs excludes <old>, <new> and --prefix.');
    return () => renamePairs(pairs);
  }
  if (from === undefined || to === undefined) throw wrongUse('Give the old and the new ID, or --pairs with a file.');
  const renaming = prefix ? renamePrefix(from, to) : renameOne(idOf(from), idOf(to));
  return () => Promise.resolve(renaming);
}

function idOf(text: string): ArticleId {
  try {
    return articleId(text);
  } catch (error) {
    throw new OperatorError((error as Error).message, { exitCode: EXIT.usage, cause: error });
  }
}

type Moved = Outcome & { readonly json: Readonly<Record<string, unknown>> & { readonly articles: number } };

/** Scans that may still find votes before the command reports that they keep coming. */
const ROUNDS = 5;

/** Moves until a whole scan finds no vote more. Tally and votes of all articles are equal all the time. */
export async function move(session: Session, renaming: Renaming, where = ''): Promise<Moved> {
  const log = new UndoLog(session);
  const articles = new Set<ArticleId>();
  let votes = 0;
  let left = 0;
  let uncountable = 0;
  for (let round = 1; round <= ROUNDS; round++) {
    left = 0;
    const what = round === 1 ? 'Moving' : 'Looking for votes that came meanwhile';
    const found = await findRenamed(session, what, renaming, async (each) => {
      // In two steps: several segments come here at the same time.
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
    for (const source of to === undefined ? [] : await moveImported(session, from, to, log)) sources.add(source);
    await deleteEmptyShards(session, from);
  }
  const imported = [...sources].sort();
  const totals = imported.length > 0 ? ` and the totals imported from ${imported.join(', ')}` : '';
  const undo = log.command && log.command + where;
  const coming =
    'Votes keep coming under the old ID: let the pages ask for the new one, then run this again for the rest.';
  const unknown = aboutUnknown(renaming, articles);
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

const EXAMPLES = 10;

export async function foreseeMove(session: Session, renaming: Renaming): Promise<Moved> {
  const votesOf = new Map<ArticleId, number>();
  const importedOf = new Map<ArticleId, number>();
  let both = 0;
  let uncountable = 0;
  const articles = await findRenamed(session, 'Looking for votes', renaming, async ({ votes, others, imported }) => {
    uncountable += others.length;
    for (const { articleId: id } of votes) votesOf.set(id, (votesOf.get(id) ?? 0) + 1);
    for (const { articleId: id, ratings } of imported) importedOf.set(id, (importedOf.get(id) ?? 0) + ratings);
    const there = (await readVotes(session, placesOf(votes, renaming.newId))).length;
    both += there;
  });
  const [votes = 0, imported = 0] = [votesOf, importedOf].map((counts) =>
    [...counts.values()].reduce((sum, count) => sum + count, 0),
  );
  const examples = [...articles].slice(0, EXAMPLES).map((from) => {
    return {
      from,
      to: renaming.newId(from) ?? from,
      votes: votesOf.get(from) ?? 0,
      imported: importedOf.get(from) ?? 0,
    };
  });
  const unknown = aboutUnknown(renaming, articles);
  const voters = both === 1 ? '1 voter' : `${n(both)} voters`;
  return {
    json: { articles: articles.size, votes, uncountable, imported, both, examples, unknown: unknown.ids, done: false },
    exitCode: unknown.ids.length > 0 ? EXIT.look : EXIT.done,
    text: [
      `Would move ${counted(articles.size, 'article')} with ${counted(votes, 'vote')} and ${counted(imported, 'imported rating')}.`,
      ...frontPageLine(renaming, articles),
      ...aboutUncountable(uncountable),
      ...unknown.lines,
      ...(both > 0 ? [`${voters} voted on both; the newer vote wins.`] : []),
      ...(examples.length > 0
        ? [
            '',
            textTable(
              ['votes', 'imported', 'old', 'new'],
              examples.map(({ from, to, votes: count, imported: ratings }) => [n(count), n(ratings), from, to]),
            ),
            '',
          ]
        : []),
      ...(articles.size > 0 ? ['Pass --yes to do it.'] : []),
    ].join('\n'),
  };
}

/** Its ID does not begin with the prefix, so it is said. */
function frontPageLine({ frontPage, newId }: Renaming, articles: ReadonlySet<ArticleId>): string[] {
  const page = [...articles].find((id) => id === frontPage);
  return page === undefined ? [] : [`The front page goes along: ${page} becomes ${newId(page) ?? page}.`];
}

function wrongUse(message: string): OperatorError {
  return new OperatorError(message, { exitCode: EXIT.usage });
}
