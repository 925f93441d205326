import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { EXIT } from '../session/operator-error.ts';
import type { Outcome } from '../session/session.ts';
import { textTable } from '../terminal/text-table.ts';
import type { ArticleTotals } from './totals-by-article.ts';
import type { WrongLines } from '../files/wrong-lines.ts';
import { counted, n } from '../../lambda/domain/format-numbers.ts';
import { ratingsIn, sameTotals } from '../table/stored-totals.ts';
import type { TotalsChange } from '../table/stored-totals.ts';

import type { Made } from './totals-changes.ts';

/** Maximum number of articles to name. */
const SHOWN = 5;

/** Lines about changes not made, and the undo command. */
function aboutUndo({ undo, refused }: Made, where: string): string[] {
  const more = refused.length - SHOWN;
  return [
    ...refused.slice(0, SHOWN).map(({ articleId }) => `${articleId} was changed meanwhile, and was not overwritten.`),
    ...(more > 0 ? [`… and ${n(more)} more.`] : []),
    ...(undo === undefined ? [] : [`To undo this: npx ratings undo ${undo}${where}`]),
  ];
}

interface Imported {
  readonly from: string;
  readonly changes: readonly TotalsChange[];
  /** Undefined for a dry run. */
  readonly made: Made | undefined;
  readonly articles: ReadonlyMap<ArticleId, Partial<ArticleTotals>>;
  readonly wrong: WrongLines;
  readonly about: readonly string[];
  readonly leftOut?: ReadonlyMap<string, number>;
  /** Number of ratings of posts without an article ID. */
  readonly unplaced?: number;
  /** The options that name the table. */
  readonly where?: string;
}

export function outcomeOfChanges(imported: Imported): Outcome {
  const { from, changes, made, articles, wrong, about, leftOut, unplaced = 0, where = '' } = imported;
  const refused = new Set(made?.refused);
  const kept = changes.filter((change) => !refused.has(change));
  const ratings = kept.reduce((sum, { after }) => sum + ratingsIn(after), 0);
  const invented = kept.filter(({ after }) => after?.invented === true).length;
  const kinds = { new: 0, changed: 0, same: 0 };
  for (const { before, after } of kept)
    kinds[before === null ? 'new' : sameTotals(before, after) ? 'same' : 'changed']++;
  const what = `${counted(ratings, 'rating')} of ${counted(kept.length, 'article')} from ${from}`;
  const shared = [...articles.values()].filter(({ posts = [] }) => posts.length > 1).length;
  const lines = [
    ...about,
    `${made === undefined ? 'Would import' : 'Imported'} ${what}: ${n(kinds.new)} new, ${n(kinds.changed)} changed, ${n(kinds.same)} as before.`,
    ...(invented > 0 ? [`The distribution of ${n(invented)} of them is invented to fit count and sum.`] : []),
    ...aboutReplaced(kept),
    ...(wrong.count > 0
      ? [
          `Skipped ${n(wrong.count)} lines or posts${unplaced > 0 ? `; posts without an address had ${counted(unplaced, 'rating')}` : ''}.`,
        ]
      : []),
    ...(made === undefined
      ? changes.length === 0
        ? ['There is nothing to import.']
        : ['', examplesOf(changes, articles), '', 'Nothing was written. To make the changes, leave out --dry-run.']
      : aboutUndo(made, where)),
  ];
  const look = wrong.count > 0 || changes.length === 0 || shared > 0 || refused.size > 0;
  return {
    text: lines.join('\n'),
    json: {
      ...{ from, articles: kept.length, ratings, invented, ...kinds, skipped: wrong.count, wrong: wrong.lines },
      ...{ leftOut: Object.fromEntries(leftOut ?? []), shared, done: made !== undefined, undo: made?.undo ?? null },
      ...(made === undefined && { examples: pick(changes, articles).map(({ change }) => change) }),
    },
    exitCode: look ? EXIT.look : EXIT.done,
  };
}

/** Reports replaced distributions: the WordPress export has only count and sum, a dump has each vote. */
function aboutReplaced(changes: readonly TotalsChange[]): string[] {
  const real = changes.filter(({ before, after }) => before && !before.invented && after?.invented === true);
  if (real.length === 0) return [];
  return [`For ${n(real.length)} of them this replaces the distribution of logged votes, which only a dump has.`];
}

const EXAMPLES = 10;

/** Ten changes, alternating between post types, those with the most ratings first. */
function pick(changes: readonly TotalsChange[], articles: Imported['articles']) {
  const taken = new Map<string, number>();
  return [...changes]
    .sort((a, b) => ratingsIn(b.after) - ratingsIn(a.after))
    .map((change) => {
      const [first = { post: '', type: '' }] = articles.get(change.articleId)?.posts ?? [];
      const turn = taken.get(first.type) ?? 0;
      taken.set(first.type, turn + 1);
      return { change, ...first, turn };
    })
    .sort((a, b) => a.turn - b.turn)
    .slice(0, EXAMPLES);
}

function examplesOf(changes: readonly TotalsChange[], articles: Imported['articles']): string {
  const rows = pick(changes, articles).map(({ change: { articleId, before, after }, post, type }) => [
    ...[post, type, n(ratingsIn(before)), n(ratingsIn(after)), articleId],
  ]);
  return textTable(['post', 'type', 'before', 'after', 'article'], rows);
}
