import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { summarize } from '../../lambda/domain/summary.ts';
import { addTallies, EMPTY_TALLY } from '../../lambda/domain/tally.ts';
import type { Tally } from '../../lambda/domain/tally.ts';

/** Articles whose IDs share a prefix. */
export interface Section {
  /** Such as `blog.example/recipes/`. */
  readonly prefix: string;
  readonly articles: number;
  readonly count: number;
  readonly average: number;
  readonly recent: number;
}

interface Row {
  readonly articleId: ArticleId;
  readonly distribution: Tally;
  readonly recent: number;
}

/**
 * The sections of a site, by the first path segment that differs: if all IDs start with `blog.example/`, by the next
 * segment. The most rated first; empty if there is only one.
 */
export function sectionsOf(rows: readonly Row[]): Section[] {
  const common = commonPrefix(rows.map(({ articleId }) => articleId));
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const end = row.articleId.indexOf('/', common.length);
    const prefix = end === -1 ? common : row.articleId.slice(0, end + 1);
    const members = groups.get(prefix) ?? [];
    groups.set(prefix, members);
    members.push(row);
  }
  if (groups.size < 2) return [];
  return [...groups]
    .map(([prefix, members]) => {
      const { average, count } = summarize(
        members.map(({ distribution }) => distribution).reduce(addTallies, EMPTY_TALLY),
      );
      const recent = members.reduce((sum, row) => sum + row.recent, 0);
      return { prefix, articles: members.length, count, average, recent };
    })
    .sort((a, b) => b.count - a.count);
}

/** The longest common prefix of whole path segments. */
function commonPrefix([first = '', ...others]: readonly string[]): string {
  let common = first.slice(0, first.lastIndexOf('/') + 1);
  for (const id of others)
    while (!id.startsWith(common)) common = common.slice(0, common.lastIndexOf('/', common.length - 2) + 1);
  return common;
}
