import { EXIT, OperatorError } from '../session/operator-error.ts';
import { WrongLines } from '../files/wrong-lines.ts';
import { TotalsGatherer } from './gather-totals.ts';
import type { Plugin, SourceRow } from './plugin.ts';
import { WordPressSite } from './wordpress-site.ts';

/** A dump's data of one site. */
export interface DumpSite {
  /** Prefix of the site's tables, with the database if there are several: `wp_2_`, `blog.wp_`. */
  readonly prefix: string;
  readonly wordpress: WordPressSite;
  readonly gatherer: TotalsGatherer;
  readonly wrong: WrongLines;
}

/** The sites of a dump to import. */
export interface Chosen {
  readonly sites: readonly DumpSite[];
  /** Closed sites of the network that have ratings, with their status: `archived`, `spam` or `deleted`. */
  readonly closed: ReadonlyMap<DumpSite, string>;
  /** Sites of the network whose ratings are missing from the dump. */
  readonly missing: readonly MissingSite[];
}

export interface MissingSite {
  readonly prefix: string;
  /** Host and path, as stored by the network. */
  readonly address: string;
}

/** A column that identifies a table of WordPress or the plugin: others also have tables called `…_posts`. */
const KNOWN_BY: Readonly<Record<string, string>> = {
  posts: 'post_name',
  postmeta: 'meta_key',
  options: 'option_name',
  terms: 'slug',
  term_taxonomy: 'taxonomy',
  term_relationships: 'object_id',
  blogs: 'blog_id',
  users: 'user_nicename',
};

/** Sorts the rows of a dump by site. A dump may hold a network of sites, or remains of an older one. */
export class DumpSites {
  readonly #file: string;
  readonly #plugin: Plugin;
  readonly #tables: readonly string[];
  readonly #sites = new Map<string, DumpSite>();
  /** Prefixes of a network's closed sites, with their status. */
  readonly #closed = new Map<string, string>();
  /** Open sites of a network, by prefix. */
  readonly #open = new Map<string, MissingSite>();
  /** Prefixes with rows of the table that contains the plugin's ratings. */
  readonly #withSource = new Set<string>();

  constructor(file: string, plugin: Plugin) {
    this.#file = file;
    this.#plugin = plugin;
    const log = plugin.log === undefined ? [] : [plugin.log.table];
    this.#tables = [...Object.keys(KNOWN_BY), ...log];
  }

  /** Whether a table may be needed. */
  wants(table: string): boolean {
    return this.#split(table) !== undefined;
  }

  /** Takes a row of a table of a database. */
  takeTable({ database, table, line, values }: SourceRow & { readonly database: string }): void {
    const split = this.#split(table);
    if (split === undefined) return;
    const { prefix, name } = split;
    const column = KNOWN_BY[name] ?? this.#plugin.log?.post ?? '';
    if (!(column in values)) return;
    const full = database === '' ? prefix : `${database}.${prefix}`;
    // If the plugin has its own table, a site without the plugin lacks that table and has no ratings.
    if (name === 'postmeta' || this.#plugin.meta === undefined) this.#withSource.add(full);
    if (name === 'blogs') this.#takeBlog(full, values as Record<string, string>);
    else this.take(full, { table: name, line, values });
  }

  /** Takes a row of a file without tables, or with only one site. */
  take(prefix: string, row: SourceRow): void {
    const site = this.#siteOf(prefix);
    site.wordpress.take(row);
    site.gatherer.take(row);
  }

  #split(table: string): { prefix: string; name: string } | undefined {
    const name = this.#tables.find((each) => table === each || table.endsWith(`_${each}`));
    return name === undefined ? undefined : { prefix: table.slice(0, -name.length), name };
  }

  #siteOf(prefix: string): DumpSite {
    let site = this.#sites.get(prefix);
    if (site === undefined) {
      const wrong = new WrongLines(this.#file);
      site = { prefix, wordpress: new WordPressSite(), gatherer: new TotalsGatherer(this.#plugin, wrong), wrong };
      this.#sites.set(prefix, site);
    }
    return site;
  }

  /** A network has one table of users, with its first site's prefix. */
  #shareAuthors(): void {
    for (const { prefix, wordpress } of this.#sites.values()) {
      const first = this.#sites.get(prefix.replace(/\d+_$/, ''));
      if (first !== undefined && wordpress.authors.size === 0) wordpress.authors = first.wordpress.authors;
    }
  }

  #takeBlog(base: string, values: Record<string, string>): void {
    const id = values['blog_id'] ?? '';
    const why = ['deleted', 'spam', 'archived'].find((mark) => values[mark] === '1');
    const prefix = id === '1' ? base : `${base}${id}_`;
    const address = `${values['domain'] ?? ''}${values['path'] ?? ''}`.replace(/\/+$/, '');
    if (why === undefined) this.#open.set(prefix, { prefix, address });
    else this.#closed.set(prefix, why);
  }

  /**
   * The sites to import: the one with this prefix, the only one with ratings, or those of a whole network.
   * @throws OperatorError that lists the prefixes, if the sites are not of one network
   */
  chosen(prefix?: string): Chosen {
    this.#shareAuthors();
    if (prefix !== undefined) {
      const site = this.#sites.get(prefix);
      if (site !== undefined) return { sites: [site], closed: new Map(), missing: [] };
      throw this.#refusal(`${this.#file} has no tables ${prefix}posts or ${prefix}postmeta.`, [
        ...this.#sites.values(),
      ]);
    }
    const rated = [...this.#sites.values()].filter(({ gatherer }) => !gatherer.isEmpty);
    const closed = new Map<DumpSite, string>();
    for (const site of rated) {
      const why = this.#closed.get(site.prefix);
      if (why !== undefined) closed.set(site, why);
    }
    const sites = rated.filter((site) => !closed.has(site));
    const missing = [...this.#open.values()].filter((each) => !this.#withSource.has(each.prefix));
    if (sites.length < 2 || isNetwork(sites)) return { sites, closed, missing };
    throw this.#refusal(`${this.#file} has ratings of several sites. Choose one with --prefix.`, rated);
  }

  #refusal(message: string, sites: readonly DumpSite[]): OperatorError {
    const lines = sites.map(
      ({ prefix, wordpress }) => `  --prefix ${prefix || "''"}  ${wordpress.home ?? 'of an unknown address'}`,
    );
    return new OperatorError([message, ...lines].join('\n'), { exitCode: EXIT.usage });
  }
}

/** Whether the prefixes are those of one network, `wp_` and `wp_2_`, each with its own address. */
function isNetwork(sites: readonly DumpSite[]): boolean {
  const bases = new Set(sites.map(({ prefix }) => prefix.replace(/\d+_$/, '')));
  const homes = new Set(sites.map(({ wordpress }) => wordpress.home));
  return bases.size === 1 && homes.size === sites.length && !homes.has(undefined);
}
