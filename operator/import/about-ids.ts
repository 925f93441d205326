import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { n } from '../../lambda/domain/format-numbers.ts';
import type { DumpSite } from '../wordpress/dump-sites.ts';
import type { ArticleTotals } from './totals-by-article.ts';
import { someOf } from '../terminal/some-of.ts';

const SHOWN = 5;

/** Reports posts that share an address: the widget treats them as one article, which may not be intended. */
export function aboutShared(articles: ReadonlyMap<ArticleId, ArticleTotals>): string[] {
  const shared = [...articles].filter(([, { posts }]) => posts.length > 1);
  const lines = shared.slice(0, SHOWN).map(([id, { posts }]) => {
    const all = posts.map(({ post }) => post);
    return `${posts.length} posts get one article ID, ${id}: ${someOf(all, SHOWN)}.`;
  });
  const more = shared.length - lines.length;
  return more > 0 ? [...lines, `… and ${n(more)} more IDs.`] : lines;
}

/**
 * Reports posts on another host: a plugin may redirect a post to a page without the widget, or a language may have its
 * own host.
 */
export function aboutElsewhere(elsewhere: ReadonlySet<ArticleId>, sites: readonly DumpSite[]): string[] {
  if (elsewhere.size === 0) return [];
  const hosts = new Set(sites.map(({ wordpress }) => wordpress.home?.split('/')[0] ?? 'the site'));
  const some = someOf([...elsewhere], SHOWN);
  const are = elsewhere.size === 1 ? '1 article is' : `${n(elsewhere.size)} articles are`;
  return [`${are} on a host other than ${[...hosts].join(', ')}, according to the WordPress export: ${some}.`];
}
