import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import { importTotals } from '../../../operator/import/import-totals.ts';
import type { ImportTotalsOptions } from '../../../operator/import/import-totals.ts';
import { show } from '../../../operator/commands/show.ts';
import { deriveArticleId } from '../../../widget/element/article-id.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { sessionOn } from '../../support/operator-session.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Exports of a real WordPress, made by make-wordpress.sh; `…-addresses.json` has the permalinks of its posts. */
const FIXTURES = join(import.meta.dirname, 'fixtures');
const fixture = (name: string) => join(FIXTURES, name);

let database: Database;
const folder = temporaryFolder();
beforeEach(async () => {
  database = await openDatabase('dynoxide');
  process.env['RATINGS_UNDO_DIR'] = join(folder.path, 'undo');
});
afterEach(() => database.close());
afterAll(() => folder[Symbol.dispose]());

const load = (name: string, options: Partial<ImportTotalsOptions> = {}) => {
  const file = name.startsWith('/') ? name : fixture(name);
  const format = name.includes('.xml') ? 'wxr' : name.includes('.json') ? 'json' : 'sql';
  return importTotals(sessionOn(database), file, { from: 'rate-my-post', format, ...options });
};
const counts = async (ids: readonly string[]) => {
  const { json } = await show(sessionOn(database), ids as ArticleId[], true);
  return Object.fromEntries(
    (json as { articleId: string; count: number }[]).map(({ articleId, count }) => [articleId, count]),
  );
};

interface Address {
  readonly post: string;
  readonly type: string;
  readonly link: string;
  readonly count: number;
}
/** The article IDs that the widget derives from these permalinks, with their counts. */
const expected = (site: string, wanted: (address: Address) => boolean = () => true) =>
  Object.fromEntries(
    (JSON.parse(readFileSync(fixture(`${site}-addresses.json`), 'utf8')) as Address[])
      .filter(wanted)
      .map(({ link, count }) => [deriveArticleId(link), count]),
  );
const isKnownByRule = ({ type }: Address) => type !== 'recipe';

test.each(['site', 'index'])(
  'with WordPress’ own export, every article of %s has the ID that the widget derives',
  async (site) => {
    const all = expected(site);
    const outcome = await load(`${site}.sql.gz`, { addresses: [fixture(`${site}.xml.gz`)] });
    expect(outcome).toMatchObject({ exitCode: 0, json: { articles: 7, leftOut: { draft: 1, private: 1, trash: 1 } } });
    expect(await counts(Object.keys(all))).toEqual(all);
  },
);

test.each(['site', 'index'])(
  'with the dump of %s alone, imports posts, pages and a static front page, and reports the others',
  async (site) => {
    const all = expected(site, isKnownByRule);
    const outcome = await load(`${site}.sql.gz`);
    expect(await counts(Object.keys(all))).toEqual(all);
    expect(outcome).toMatchObject({ exitCode: 1, json: { articles: 5, skipped: 2 } });
    expect(outcome.text).toMatch(/2 posts of type recipe are unknown.*pass --addresses, or --article-id 'recipe=…'/);
  },
);

test('a template for one type leaves the addresses of the others unchanged', async () => {
  const all = expected('site');
  const outcome = await load('site.sql.gz', { articleId: ['recipe={home}/kitchen/{slug}'] });
  expect(outcome).toMatchObject({ exitCode: 0, json: { articles: 7 } });
  expect(await counts(Object.keys(all))).toEqual(all);
});

test('a template can contain type and category', async () => {
  await load('site.sql.gz', { articleId: ['{type}/{slug}', 'post={category}/{slug}'] });
  expect(await counts(['news/world/peace-talks', 'page/team', 'recipe/bread-0'])).toEqual({
    'news/world/peace-talks': 6,
    'page/team': 6,
    'recipe/bread-0': 2,
  });
});

test('refuses plain permalinks, which would make all posts one article, with the remedy', async () => {
  for (const addresses of [[], [fixture('plain.xml.gz')]]) {
    const outcome = await load('plain.sql.gz', { addresses });
    expect(outcome).toMatchObject({ exitCode: 1, json: { articles: 1 } });
    expect(outcome.text).toMatch(
      /plain permalinks.*set article-id="post\/<\?php the_ID\(\); \?>" in the theme, and pass --article-id post\/\{id\}/,
    );
  }
  expect(await load('plain.sql.gz', { articleId: '{id}' })).toMatchObject({ json: { articles: 7 } });
});

describe('odd addresses in WordPress’ own export', () => {
  const withLink = (path: string, link: string) => {
    const xml = sqlOf('site.xml.gz').replace(`<link>https://blog.example/news/${path}</link>`, `<link>${link}</link>`);
    expect(xml).toContain(`<link>${link}</link>`);
    return write('links.xml', xml);
  };

  test('reports a type whose addresses have a query, if the other types have none', async () => {
    const { text } = await load(withLink('kitchen/bread-0/', 'https://blog.example/news/?recipe=bread-0'));
    expect(text).toContain(
      'the address of post 13 of type recipe is unknown, because the address is https://blog.example/news/?recipe=bread-0, and the widget ignores the query and treats all posts with this path as one article; set article-id="post/<?php the_ID(); ?>" for this type in the theme, and pass --article-id recipe=post/{id}',
    );
    expect(text).not.toContain('the site has plain permalinks');
  });

  test('ignores a query after the post’s own path, as the widget does', async () => {
    const link = 'https://blog.example/news/news/world/2019/peace-talks/?utm_source=x#top';
    expect(await load(withLink('news/world/2019/peace-talks/', link))).toMatchObject({ exitCode: 0 });
    const id = 'blog.example/news/news/world/2019/peace-talks';
    expect(await counts([id])).toEqual({ [id]: 6 });
  });

  test('reports a missing address', async () => {
    const { text } = await load(withLink('about/', ''));
    expect(text).toContain(
      "of type page is unknown, because the export has no address for it; pass --article-id 'page=…'",
    );
  });

  test('accepts an address on another host, and reports it', async () => {
    const outcome = await load(withLink('about/', 'https://elsewhere.example/about/'));
    expect(outcome).toMatchObject({ exitCode: 0, json: { articles: 7 } });
    expect(outcome.text).toContain(
      '1 article is on a host other than blog.example, according to the WordPress export: elsewhere.example/about.',
    );
  });
});

test('reports distributions of logged votes that it replaces with invented ones', async () => {
  await load('site.sql.gz');
  const { text } = await load('site.xml.gz', { dryRun: true });
  expect(text).toContain('For 5 of them this replaces the distribution of logged votes, which only a dump has.');
});

test('WordPress’ own export is enough if the plugin stores its totals with the posts', async () => {
  const all = expected('site');
  expect(await load('site.xml.gz')).toMatchObject({ exitCode: 0, json: { articles: 7, invented: 7 } });
  expect(await counts(Object.keys(all))).toEqual(all);
});

test.each(['rate-my-post', 'yasr'] as const)(
  'imports each site of a network at its own address, without the closed one: %s',
  async (from) => {
    const all = expected('network');
    const outcome = await load('network.sql.gz', { from });
    expect(outcome).toMatchObject({ exitCode: 0, json: { articles: 9, invented: 0 } });
    expect(await counts(Object.keys(all))).toEqual(all);
    expect(outcome.text).toMatch(
      /Left out network\.example\/closed, which is deleted in WordPress: \d rated posts\. --prefix wp_4_ imports them\./,
    );
  },
);

test('an export of a closed site or of a site without ratings does not stop the import of a network', async () => {
  const none = write('none.xml', sqlOf('site.xml.gz'));
  const closed = write(
    'closed.xml',
    sqlOf('network-two.xml.gz').replaceAll('network.example/two', 'network.example/closed'),
  );
  const outcome = await load('network.sql.gz', { addresses: [none, closed, fixture('network-two.xml.gz')] });
  expect(outcome).toMatchObject({ exitCode: 0, json: { articles: 9 } });
  expect(outcome.text).toContain(`${none} is an export of blog.example/news, which has no ratings.`);
  expect(outcome.text).not.toContain(closed);
});

test('reports posts with unknown addresses by site, type and reason, with their ratings', async () => {
  const recipes = sqlOf('network.sql.gz').replace(/'post','',0\)/g, "'recipe','',0)");
  expect(recipes).not.toBe(sqlOf('network.sql.gz'));
  const outcome = await load(write('recipes.sql', recipes));
  expect(outcome.text).toMatch(
    /the addresses of \d posts of type recipe of network\.example\/two are unknown, because only the WordPress export has .* They are \d+, .*, with \d+ ratings\./,
  );
  expect(outcome.text).toMatch(/Skipped \d+ lines or posts; posts without an address had \d+ ratings\./);
});

test('omits ratings of revisions', async () => {
  const revisions = sqlOf('site.sql.gz').replace(/'trash'(.*)'post'/, "'inherit'$1'revision'");
  const outcome = await load(write('revisions.sql', revisions), { articleId: '{home}/{id}' });
  expect(outcome).toMatchObject({ json: { leftOut: { revision: 1, draft: 1, private: 1 } } });
});

test.each([
  [
    'within a row',
    (sql: string) => sql.replaceAll('@OLD_', '@').slice(0, sql.indexOf("'rmp_vote_count'")),
    /statement in line \d+ does not end with a semicolon/,
  ],
  [
    'between two statements',
    (sql: string) => sql.slice(0, sql.indexOf('INSERT INTO `wp_posts`')),
    /last line is missing/,
  ],
  [
    'before its last line',
    (sql: string) => `-- MariaDB dump 10.19\n${sql.replaceAll('@OLD_', '@')}`,
    /last line is missing/,
  ],
  ['by phpMyAdmin', (sql: string) => `START TRANSACTION;\n${sql.replaceAll('@OLD_', '@')}`, /last line is missing/],
])('refuses a dump that was cut short %s', async (_, cut, sign) => {
  const file = write('cut.sql', cut(sqlOf('site.sql.gz')));
  await expect(load(file, { articleId: '{id}' })).rejects.toThrow(sign);
});

test('accepts a dump with a last line that marks it as complete', async () => {
  const text = sqlOf('site.sql.gz').replaceAll('@OLD_', '@');
  const file = write('whole.sql', `-- MariaDB dump 10.19\n${text}\n-- Dump completed on 2026-11-25  2:52:40\n`);
  expect(await load(file, { articleId: '{id}' })).toMatchObject({ json: { articles: 7 } });
});

test('resolves authors in permalinks', async () => {
  const sql = sqlOf('site.sql.gz')
    .replace('/%category%/%year%/%postname%/', '/by/%author%/%postname%/')
    .replace(/^\((\d+),0,'2019/gm, "($1,7,'2019");
  const users = "INSERT INTO wp_users (ID, user_nicename) VALUES (7,'ann');\n";
  const outcome = await load(write('author.sql', users + sql), { dryRun: true });
  expect(outcome.text).toContain(' blog.example/news/by/ann/');
});

test.each(['_yoast_wpseo_primary_category', 'rank_math_primary_category'])(
  'the address contains the category that %s names if a post has several',
  async (key) => {
    const several = sqlOf('site.sql.gz').replace('(5,1,0),', '(5,1,0),(5,3,0),');
    const primary = `INSERT INTO wp_postmeta (post_id, meta_key, meta_value) VALUES (5,'${key}','3');\n`;
    const without = await load(write('several.sql', several), { dryRun: true });
    expect(without.text).toContain('blog.example/news/uncategorized/2019/日本');
    const outcome = await load(write('primary.sql', primary + several), { dryRun: true });
    expect(outcome.text).toContain('blog.example/news/news/world/2019/日本');
  },
);

test('refuses a template for a type that no post has, and lists the types', async () => {
  await expect(load('site.sql.gz', { articleId: ['recipes={home}/kitchen/{slug}'] })).rejects.toThrow(
    /names the type recipes, which no post has\. The types are .*page, post, recipe/,
  );
});

test('reports a file without ratings, whatever exports are given', async () => {
  const file = write('empty.sql', '');
  await expect(load(file, { addresses: [fixture('site.xml.gz')] })).rejects.toThrow(
    /empty\.sql has no ratings of rate-my-post\. Is it the right file/,
  );
});

test('reports totals of another plugin on the same articles, which add up', async () => {
  await load('network.sql.gz', { from: 'yasr' });
  const outcome = await load('network.sql.gz', { dryRun: true });
  expect(outcome.text).toContain('9 articles have totals of yasr too; both count.');
});

test('imports one site of a network by its table prefix', async () => {
  const all = expected('network', ({ link }) => link.includes('/two/'));
  const addresses = [fixture('network-two.xml.gz')];
  expect(await load('network.sql.gz', { prefix: 'wp_2_', addresses })).toMatchObject({ json: { articles: 3 } });
  expect(await counts(Object.keys(all))).toEqual(all);
  await expect(load('network.sql.gz', { prefix: 'wp_3_', addresses })).rejects.toThrow(
    /is an export of network\.example\/two, but the ratings belong to network\.example\/three/,
  );
  await expect(load('network.sql.gz', { prefix: 'wp_9_' })).rejects.toThrow(
    /has no tables wp_9_posts[^]*--prefix wp_2_ /,
  );
});

test('templates for a network must contain the site', async () => {
  await expect(load('network.sql.gz', { articleId: '{slug}' })).rejects.toThrow(/Begin --article-id with \{home\}/);
  expect(await load('network.sql.gz', { articleId: '{home}/p/{id}' })).toMatchObject({ json: { articles: 9 } });
});

const sqlOf = (name: string) => gunzipSync(readFileSync(fixture(name))).toString();
const write = (name: string, text: string) => {
  writeFileSync(join(folder.path, name), text);
  return join(folder.path, name);
};

test('refuses a dump of unrelated sites, and lists them', async () => {
  const two = write('two.sql', sqlOf('site.sql.gz') + sqlOf('index.sql.gz').replaceAll('`wp_', '`old_'));
  const refusal = await load(two).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ exitCode: 2 });
  expect(String(refusal)).toMatch(
    /several sites[^]*--prefix wp_ {2}blog\.example\/news\n[^]*--prefix old_ {2}index\.example/,
  );
  expect(await load(two, { prefix: 'old_' })).toMatchObject({ json: { articles: 5 } });
  const databases = write('databases.sql', `USE a;\n${sqlOf('site.sql.gz')}\nUSE b;\n${sqlOf('index.sql.gz')}`);
  await expect(load(databases)).rejects.toThrow(/--prefix a\.wp_ .*\n.*--prefix b\.wp_ /);
  expect(await load(databases, { prefix: 'b.wp_' })).toMatchObject({ json: { articles: 5 } });
});

test('reads --compatible=ansi like any other, and refuses --no-create-info with the remedy', async () => {
  expect(await load('site-ansi.sql.gz')).toMatchObject({ json: { articles: 5, invented: 0 } });
  await expect(load('site-no-create-info.sql.gz')).rejects.toThrow(/the column names of wp_options are missing/);
});

test('uses the analytics of Rate My Post if they agree with count and sum', async () => {
  expect(await load('site.sql.gz')).toMatchObject({ json: { invented: 0 } });
  const emptied = write('emptied.sql', sqlOf('site.sql.gz').replace(/INSERT INTO `wp_rmp_analytics`[^;]*;/, ''));
  expect(await load(emptied)).toMatchObject({ json: { invented: 5 } });
});

test('reports pages whose parents form a cycle', async () => {
  const circle = sqlOf('site.sql.gz').replaceAll(/('about','','','[^']*','[^']*','',)0(,)/g, '$111$2');
  expect(circle).not.toBe(sqlOf('site.sql.gz'));
  const outcome = await load(write('circle.sql', circle));
  expect(outcome.text).toContain('2 posts of type page are unknown');
  expect(outcome.exitCode).toBe(1);
});

test('warns if several posts get the same ID', async () => {
  const outcome = await load('site.sql.gz', { articleId: '{year}' });
  expect(outcome).toMatchObject({ exitCode: 1, json: { articles: 1, shared: 1 } });
  expect(outcome.text).toContain('7 posts get one article ID, 2019: ');
});

test('refuses a file that is not a WordPress export, and half an export', async () => {
  await expect(load(write('dump.xml', '<?xml version="1.0"?><mysqldump></mysqldump>'))).rejects.toThrow(
    /is not what WordPress exports.*<mysqldump>.*without --xml/,
  );
  const half = gunzipSync(readFileSync(fixture('site.xml.gz')))
    .subarray(0, 9000)
    .toString();
  await expect(load(write('half.xml', half))).rejects.toThrow(/half\.xml is truncated/);
});

test('reads phpMyAdmin’s JSON of the same tables', async () => {
  const table = (name: string, data: Record<string, string>[]) => ({ type: 'table', name, database: 'blog', data });
  const meta = (post_id: string, meta_key: string, meta_value: string) => ({ post_id, meta_key, meta_value });
  const json = [
    { type: 'header', comment: 'Export to JSON plugin for phpMyAdmin' },
    { type: 'database', name: 'blog' },
    table('wp_options', [
      { option_name: 'home', option_value: 'https://blog.example' },
      { option_name: 'permalink_structure', option_value: '/%postname%/' },
    ]),
    table('wp_postmeta', [meta('7', 'rmp_vote_count', '2'), meta('7', 'rmp_rating_val_sum', '9')]),
    table('wp_posts', [{ ID: '7', post_name: 'peace', post_type: 'post', post_status: 'publish', post_parent: '0' }]),
  ];
  const file = write('phpmyadmin.json', JSON.stringify(json));
  expect(await load(file)).toMatchObject({ exitCode: 0, json: { articles: 1, ratings: 2 } });
  expect(await counts(['blog.example/peace'])).toEqual({ 'blog.example/peace': 2 });
});
