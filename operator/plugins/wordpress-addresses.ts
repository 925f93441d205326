import type { SourceRow } from './plugin.ts';

interface Post {
  readonly slug: string;
  readonly date: string;
  readonly type: string;
  readonly parent: string;
}

const UNKNOWN = 'cannot be told';

/** Where a site's posts are, from the tables `posts` and `options` of its dump. */
export class WordPressAddresses {
  readonly #posts = new Map<string, Post>();
  #home = '';
  #structure = '';

  take({ table, values }: SourceRow): void {
    const { option_name: name, option_value: value } = values as Record<string, string | undefined>;
    if (table === 'options' && name === 'home') this.#home = value ?? '';
    if (table === 'options' && name === 'permalink_structure') this.#structure = value ?? '';
    if (table !== 'posts') return;
    const post = values as Record<string, string | undefined>;
    if (post['ID'] === undefined || !post['post_name'] || post['post_type'] === 'revision') return;
    this.#posts.set(post['ID'], {
      // WordPress keeps slugs escaped; the widget's article IDs are not.
      slug: decode(post['post_name']),
      date: post['post_date'] ?? '',
      type: post['post_type'] ?? 'post',
      parent: post['post_parent'] ?? '0',
    });
  }

  /**
   * The article ID of a post by a template such as `blog.example/{slug}`, or, without one, by its address, as the widget has it.
   * @returns undefined if it takes something that the dump does not say
   */
  articleId(id: string, template?: string): string | undefined {
    const made = template === undefined ? this.#byAddress(id) : this.#fill(template, id);
    return made?.includes(UNKNOWN) === true ? undefined : made;
  }

  #byAddress(id: string): string | undefined {
    const post = this.#posts.get(id);
    if (post === undefined || !URL.canParse(this.#home)) return undefined;
    const { host, pathname } = new URL(this.#home);
    const site = host + pathname.replace(/\/+$/, '');
    if (post.type === 'page') return `${site}/${this.#pagePath(id)}`;
    // Only posts follow the permalink structure: other types have rules of their own.
    if (post.type !== 'post' || this.#structure === '') return undefined;
    const names: Record<string, string> = {
      postname: 'slug',
      post_id: 'id',
      year: 'year',
      monthnum: 'month',
      day: 'day',
    };
    const template = this.#structure.replace(/%(\w+)%/g, (_, tag: string) => `{${names[tag] ?? tag}}`);
    return this.#fill(site + template.replace(/\/+$/, ''), id);
  }

  #pagePath(id: string): string {
    const page = this.#posts.get(id);
    if (page === undefined) return UNKNOWN;
    return page.parent === '0' || page.parent === id ? page.slug : `${this.#pagePath(page.parent)}/${page.slug}`;
  }

  #fill(template: string, id: string): string {
    const { slug, date = '' } = this.#posts.get(id) ?? {};
    const [year, month, day] = date.slice(0, 10).split('-');
    const values: Record<string, string | undefined> = { id, slug, year, month, day };
    return template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] || UNKNOWN);
  }
}

function decode(slug: string): string {
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug;
  }
}
