import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { articleIdIn, hostAndPath } from '../../lambda/domain/article-id.ts';
import { addTallies, votesOf } from '../../lambda/domain/tally.ts';
import type { Tally } from '../../lambda/domain/tally.ts';
import { fill } from '../wordpress/article-id-template.ts';
import type { Templates } from '../wordpress/article-id-template.ts';
import { permalinkOf } from '../wordpress/permalink.ts';
import type { DumpSite } from '../wordpress/dump-sites.ts';
import type { StarScale } from '../wordpress/star-scale.ts';
import type { Post, WordPressSite } from '../wordpress/wordpress-site.ts';
import { UnplacedPosts } from './unplaced-posts.ts';
import type { Unplaced } from './unplaced-posts.ts';

/** A post whose ratings an article's totals include. */
export interface SourcePost {
  readonly post: string;
  readonly type: string;
}

export interface ArticleTotals {
  readonly counts: Tally;
  readonly invented: boolean;
  readonly posts: readonly SourcePost[];
}

export interface TotalsByArticle {
  readonly articles: Map<ArticleId, ArticleTotals>;
  /** Number of rated posts that visitors cannot see, by status. */
  readonly leftOut: Map<string, number>;
  /** Articles that the WordPress export lists on another host than the site. */
  readonly elsewhere: Set<ArticleId>;
  /** Number of ratings of posts without an article ID. */
  unplaced: number;
}

/**
 * Adds a site's totals under the article ID of each post's page. Posts without one are reported in the site's `wrong`.
 * @param name the site's address, if the file has others
 */
export function addSite(
  totals: TotalsByArticle,
  { wordpress, gatherer, wrong }: DumpSite,
  scale: StarScale,
  templates: Templates,
  isUrl: boolean,
  name: string | undefined,
): void {
  const { articles, leftOut } = totals;
  const unplaced = new UnplacedPosts(name);
  for (const { post: id, counts, invented } of gatherer.totals(scale)) {
    const known = wordpress.posts.get(id);
    const status = statusOf(wordpress, id, known);
    if (status !== 'publish') {
      leftOut.set(status, (leftOut.get(status) ?? 0) + 1);
      continue;
    }
    const found =
      isUrl && templates.size === 0 ? { articleId: hostAndPath(id) } : find(wordpress, id, known, templates);
    const articleId = 'why' in found ? undefined : articleIdIn(found.articleId);
    if (articleId === undefined) {
      const reason =
        'why' in found ? found : { type: known?.type ?? '', why: 'because it would not be a valid article ID' };
      unplaced.add(id, votesOf(counts), reason);
      continue;
    }
    if ('isElsewhere' in found && found.isElsewhere) totals.elsewhere.add(articleId);
    // Posts with the same address are one article, which gets all of their ratings.
    const before = articles.get(articleId) ?? { counts: [0, 0, 0, 0, 0], invented: false, posts: [] };
    articles.set(articleId, {
      counts: addTallies(before.counts, counts),
      invented: before.invented || invented,
      posts: [...before.posts, { post: name === undefined ? id : `${id} of ${name}`, type: known?.type ?? '' }],
    });
  }
  unplaced.tell(wrong);
  totals.unplaced += unplaced.ratings;
}

/** Posts that visitors cannot see are not imported; plugins also keep ratings of deleted posts. */
function statusOf({ posts, revisions }: WordPressSite, id: string, post: Post | undefined): string {
  if (revisions.has(id)) return 'revision';
  if (post === undefined) return posts.size === 0 ? 'publish' : 'deleted';
  return post.type === 'attachment' && post.status === 'inherit' ? 'publish' : post.status;
}

function find(
  site: WordPressSite,
  id: string,
  known: Post | undefined,
  templates: Templates,
): { readonly articleId: string; readonly isElsewhere?: boolean } | Unplaced {
  const post = known ?? { id, slug: '', date: '', type: '', status: 'publish', parent: '0' };
  const template = templates.get(post.type) ?? templates.get('');
  if (template === undefined && known === undefined)
    return { type: '', why: 'because the file has no posts; pass --article-id or --addresses' };
  const found = template === undefined ? permalinkOf(site, post) : fill(template, site, post);
  if (!('fault' in found)) return found;
  const { fault, remedy = `pass --addresses, or --article-id '${post.type || 'post'}=…'` } = found;
  return { type: post.type, why: `because ${fault}; ${remedy}` };
}
