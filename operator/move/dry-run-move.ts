import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { aboutMissing } from './about-missing.ts';
import { findItemsToMove } from './find-items-to-move.ts';
import { placesOf } from './move-votes.ts';
import { EXIT } from '../session/operator-error.ts';
import { aboutUncountable } from '../votes/about-uncountable.ts';
import type { Renaming } from './renaming.ts';
import type { Session } from '../session/session.ts';
import { textTable } from '../terminal/text-table.ts';
import { counted, n } from '../../lambda/domain/format-numbers.ts';
import { readVotes } from '../table/read-votes.ts';
import type { Moved } from './move-articles.ts';

const EXAMPLES = 10;

export async function dryRunMove(session: Session, renaming: Renaming): Promise<Moved> {
  const votesOf = new Map<ArticleId, number>();
  const importedOf = new Map<ArticleId, number>();
  let both = 0;
  let uncountable = 0;
  const articles = await findItemsToMove(
    session,
    'Looking for votes',
    renaming,
    async ({ votes, others, imported }) => {
      uncountable += others.length;
      for (const { articleId: id } of votes) votesOf.set(id, (votesOf.get(id) ?? 0) + 1);
      for (const { articleId: id, ratings } of imported) importedOf.set(id, (importedOf.get(id) ?? 0) + ratings);
      const there = (await readVotes(session, placesOf(votes, renaming.newId))).length;
      both += there;
    },
  );
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
  const unknown = aboutMissing(renaming, articles);
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

/** Reports the front page separately, because its ID does not begin with the prefix. */
function frontPageLine({ frontPage, newId }: Renaming, articles: ReadonlySet<ArticleId>): string[] {
  const page = [...articles].find((id) => id === frontPage);
  return page === undefined ? [] : [`The front page moves too: ${page} becomes ${newId(page) ?? page}.`];
}
