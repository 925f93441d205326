import { EXIT, OperatorError } from '../session/operator-error.ts';
import type { SourceRow } from './plugin.ts';

export interface Post {
  readonly id: string;
  readonly slug: string;
  /** As WordPress stores it, `2019-03-08 10:00:00`, in the site's local time. */
  readonly date: string;
  readonly type: string;
  /** `publish` for posts that visitors see. */
  readonly status: string;
  readonly parent: string;
  readonly author?: string;
  /** The post's address, if it comes from a WordPress export. */
  readonly link?: string;
}

type Values = Readonly<Record<string, string | undefined>>;

/** Options for the posts' addresses and the scale of WP-PostRatings. */
const OPTIONS =
  /^(?:home|siteurl|permalink_structure|show_on_front|page_on_front|default_category|postratings_(?:max|ratingsvalue)|wp_postratings_options)$/;

/** Meta keys of Yoast SEO and Rank Math for the primary category, which is part of a post's address. */
const PRIMARY = /^(?:_yoast_wpseo|rank_math)_primary_category$/;

/** One site's posts, categories and options, from the tables of a dump or from a WordPress export. */
export class WordPressSite {
  readonly posts = new Map<string, Post>();
  /** IDs of earlier texts of posts. Plugins keep ratings with some of them. */
  readonly revisions = new Set<string>();
  readonly options = new Map<string, string>();
  readonly #terms = new Map<string, { readonly term: string; readonly parent: string }>();
  readonly #slugs = new Map<string, string>();
  readonly #categories = new Map<string, string[]>();
  /** Primary category of each post, set with an SEO plugin. */
  readonly #primary = new Map<string, string>();
  /** Authors' names in permalinks, by ID. */
  authors = new Map<string, string>();

  take({ table, values }: SourceRow): void {
    const row = values as Values;
    if (table === 'posts') this.#takePost(row);
    else if (table === 'options' && OPTIONS.test(row['option_name'] ?? ''))
      this.options.set(row['option_name'] ?? '', row['option_value'] ?? '');
    else if (table === 'users') this.authors.set(row['ID'] ?? '', decodeSlug(row['user_nicename'] ?? ''));
    else if (table === 'postmeta' && PRIMARY.test(row['meta_key'] ?? ''))
      this.#primary.set(row['post_id'] ?? '', row['meta_value'] ?? '');
    else if (table === 'terms') this.#slugs.set(row['term_id'] ?? '', decodeSlug(row['slug'] ?? ''));
    else if (table === 'term_taxonomy' && row['taxonomy'] === 'category')
      this.#terms.set(row['term_taxonomy_id'] ?? '', { term: row['term_id'] ?? '', parent: row['parent'] ?? '0' });
    else if (table === 'term_relationships') {
      const post = row['object_id'] ?? '';
      this.#categories.set(post, [...(this.#categories.get(post) ?? []), row['term_taxonomy_id'] ?? '']);
    }
  }

  #takePost(row: Values): void {
    const id = row['ID'];
    if (id === undefined) return;
    if (row['post_type'] === 'revision') {
      this.revisions.add(id);
      return;
    }
    const known = this.posts.get(id);
    this.posts.set(id, {
      id,
      // WordPress stores slugs percent-encoded; the widget's article IDs are decoded.
      slug: decodeSlug(row['post_name'] ?? known?.slug ?? ''),
      date: row['post_date'] ?? known?.date ?? '',
      type: row['post_type'] ?? known?.type ?? 'post',
      status: row['post_status'] ?? known?.status ?? 'publish',
      parent: row['post_parent'] ?? known?.parent ?? '0',
      author: row['post_author'] ?? known?.author ?? '',
      ...((row['link'] ?? known?.link) !== undefined && { link: row['link'] ?? known?.link ?? '' }),
    });
  }

  /** Host and path of the site's front page, as in article IDs; undefined if unknown. */
  get home(): string | undefined {
    return addressOf(this.options.get('home') ?? this.options.get('siteurl') ?? '');
  }

  /** Whether addresses contain posts' names, for the site's posts or for some types. */
  get hasPretty(): boolean {
    const structure = this.options.get('permalink_structure');
    if (structure !== undefined) return structure !== '';
    return [...this.posts.values()].some(
      ({ link = '' }) => link !== '' && !link.includes('?') && addressOf(link) !== this.home,
    );
  }

  /**
   * A post's category with its parents, as in permalinks: `news/world`. Of several, WordPress uses the oldest, unless
   * an SEO plugin sets a primary one.
   * @returns undefined if it has none
   */
  categoryOf(post: string): string | undefined {
    const terms = (this.#categories.get(post) ?? []).flatMap((id) => this.#terms.get(id)?.term ?? []);
    const [oldest = this.options.get('default_category')] = terms.sort((a, b) => Number(a) - Number(b));
    const chosen = this.#primary.get(post);
    const term = chosen !== undefined && terms.includes(chosen) ? chosen : oldest;
    return term === undefined ? undefined : this.#categoryPath(term, new Set());
  }

  #categoryPath(term: string, seen: Set<string>): string | undefined {
    const found = [...this.#terms.values()].find((each) => each.term === term);
    const slug = this.#slugs.get(term);
    if (found === undefined || slug === undefined || seen.has(term)) return undefined;
    if (found.parent === '0') return slug;
    const above = this.#categoryPath(found.parent, seen.add(term));
    return above === undefined ? undefined : `${above}/${slug}`;
  }

  /**
   * The path of a page below its parents.
   * @returns undefined if a parent is missing, or if the parents form a cycle
   */
  pagePath(id: string, seen: Set<string> = new Set()): string | undefined {
    const page = this.posts.get(id);
    if (page === undefined || page.slug === '' || seen.has(id)) return undefined;
    if (page.parent === '0') return page.slug;
    const above = this.pagePath(page.parent, seen.add(id));
    return above === undefined ? undefined : `${above}/${page.slug}`;
  }
}

/** Host and path of an address without a trailing slash: the ID that the widget derives. */
export function addressOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { host, pathname } = new URL(url);
  const address = host + pathname.replace(/\/+$/, '');
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

function decodeSlug(slug: string): string {
  try {
    return decodeURI(slug);
  } catch {
    return slug;
  }
}

/** @throws OperatorError if an export is of another site than the dump */
export function mustBeSameSite(file: string, exported: string | undefined, home: string | undefined): void {
  if (exported === undefined || home === undefined || exported === home) return;
  const message = `${file} is an export of ${exported}, but the ratings belong to ${home}.`;
  throw new OperatorError(message, { exitCode: EXIT.usage });
}
