import type { Post, WordPressSite } from './wordpress-site.ts';
import { addressOf } from './wordpress-site.ts';
import { fill } from './article-id-template.ts';
import type { Found } from './article-id-template.ts';

const IN_A_NETWORK =
  'in a network, start both with the site’s address (--article-id {home}/{id}), and import each site separately with --prefix';

const PLAIN = {
  fault: 'the site has plain permalinks, with which the widget treats all posts as one article',
  remedy: 'set article-id="post/<?php the_ID(); ?>" in the theme, and pass --article-id post/{id}; ' + IN_A_NETWORK,
};

const NO_OPTIONS = 'dump the table options too, or pass --addresses';

const TAGS: Readonly<Record<string, string>> = {
  postname: 'slug',
  pagename: 'slug',
  post_id: 'id',
  year: 'year',
  monthnum: 'month',
  day: 'day',
  hour: 'hour',
  minute: 'minute',
  second: 'second',
  category: 'category',
  author: 'author',
};

/**
 * The article ID that the widget derives from a post's address. The address comes from the WordPress export, or from
 * WordPress's permalink rules for posts and pages. https://wordpress.org/documentation/article/customize-permalinks/
 */
export function permalinkOf(site: WordPressSite, post: Post): Found {
  if (post.link !== undefined) return byLink(site, post, post.link);
  const { home, options } = site;
  if (home === undefined) return { fault: 'the file lacks the address of the site', remedy: NO_OPTIONS };
  if (options.get('show_on_front') === 'page' && options.get('page_on_front') === post.id) return { articleId: home };
  const structure = options.get('permalink_structure');
  if (structure === undefined) return { fault: 'the file lacks the permalink structure', remedy: NO_OPTIONS };
  if (structure === '') return PLAIN;
  if (post.type === 'page') {
    const path = site.pagePath(post.id);
    // Without URL rewriting, addresses of pages start with index.php, as those of posts do.
    const root = /^\/index\.php\//.test(structure) ? 'index.php/' : '';
    return path === undefined ? { fault: 'the parent page is missing' } : { articleId: `${home}/${root}${path}` };
  }
  // Plugins define the rules for other types.
  if (post.type !== 'post') return { fault: `only the WordPress export has the addresses of type ${post.type}` };
  const template = home + structure.replace(/%(\w+)%/g, (tag, name: string) => `{${TAGS[name] ?? tag}}`);
  return fill(template.replace(/\/+$/, ''), site, post);
}

function byLink(site: WordPressSite, { type }: Post, link: string): Found {
  const articleId = addressOf(link);
  if (articleId === undefined) {
    const fault = link === '' ? 'the export has no address for it' : `${link} is not a valid address`;
    return { fault, remedy: `pass --article-id '${type}=…'` };
  }
  const { host, search } = new URL(link);
  const home = site.home ?? host;
  // WordPress's queries follow the site's address; plugins add queries to a post's own path.
  if (search === '' || articleId !== home) return { articleId, isElsewhere: host !== home.split('/')[0] };
  if (!site.hasPretty) return PLAIN;
  return {
    fault: `the address is ${link}, and the widget ignores the query and treats all posts with this path as one article`,
    remedy: `set article-id="post/<?php the_ID(); ?>" for this type in the theme, and pass --article-id ${type}=post/{id}; ${IN_A_NETWORK}`,
  };
}
