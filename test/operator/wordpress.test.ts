import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { importTotals } from '../../operator/import-totals.ts';
import type { ImportTotalsOptions } from '../../operator/import-totals.ts';
import { show } from '../../operator/commands/show.ts';
import { deriveArticleId } from '../../widget/article-id.ts';
import { openDatabase } from '../support/database.ts';
import type { Database } from '../support/database.ts';
import { sessionOn } from '../support/operator.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Made by make-wordpress.sh from a real WordPress; `…-addresses.json` is what that WordPress links its posts by. */
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
/** What the widget will ask for on the posts that WordPress links so. */
const expected = (site: string, wanted: (address: Address) => boolean = () => true) =>
  Object.fromEntries(
    (JSON.parse(readFileSync(fixture(`${site}-addresses.json`), 'utf8')) as Address[])
      .filter(wanted)
      .map(({ link, count }) => [deriveArticleId(link), count]),
  );
const isKnownByRule = ({ type }: Address) => type !== 'recipe';

test.each(['site', 'index'])(
  'every article of %s has the ID that the widget will ask for, by WordPress’ own export',
  async (site) => {
    const all = expected(site);
    const outcome = await load(`${site}.sql.gz`, { addresses: [fixture(`${site}.xml.gz`)] });
    expect(outcome).toMatchObject({ exitCode: 0, json: { articles: 7, leftOut: { draft: 1, private: 1, trash: 1 } } });
    expect(await counts(Object.keys(all))).toEqual(all);
  },
);

test.each(['site', 'index'])(
  'by the dump of %s alone, posts, pages and a static front page; others are told',
  async (site) => {
    const all = expected(site, isKnownByRule);
    const outcome = await load(`${site}.sql.gz`);
    expect(await counts(Object.keys(all))).toEqual(all);
    expect(outcome).toMatchObject({ exitCode: 1, json: { articles: 5, skipped: 2 } });
    expect(outcome.text).toMatch(/post 13 of type recipe cannot be told.*give --addresses, or --article-id 'recipe=…'/);
  },
);

test('a template for one type leaves the others to their addresses', async () => {
  const all = expected('site');
  const outcome = await load('site.sql.gz', { articleId: ['recipe={home}/kitchen/{slug}'] });
  expect(outcome).toMatchObject({ exitCode: 0, json: { articles: 7 } });
  expect(await counts(Object.keys(all))).toEqual(all);
});

test('a template may name type and category', async () => {
  await load('site.sql.gz', { articleId: ['{type}/{slug}', 'post={category}/{slug}'] });
  expect(await counts(['news/world/peace-talks', 'page/team', 'recipe/bread-0'])).toEqual({
    'news/world/peace-talks': 6,
    'page/team': 6,
    'recipe/bread-0': 2,
  });
});

test('under plain permalinks all posts would be one article, which is refused with the remedy', async () => {
  for (const addresses of [[], [fixture('plain.xml.gz')]]) {
    const outcome = await load('plain.sql.gz', { addresses });
    expect(outcome).toMatchObject({ exitCode: 1, json: { articles: 1 } });
    expect(outcome.text).toMatch(/plain permalinks.*set article-id in your theme.*--article-id \{id\}/);
  }
  expect(await load('plain.sql.gz', { articleId: '{id}' })).toMatchObject({ json: { articles: 7 } });
});

test('WordPress’ own export is enough where the plugin keeps its totals with the posts', async () => {
  const all = expected('site');
  expect(await load('site.xml.gz')).toMatchObject({ exitCode: 0, json: { articles: 7, invented: 7 } });
  expect(await counts(Object.keys(all))).toEqual(all);
});

test.each(['rate-my-post', 'yasr'] as const)(
  'a network of sites: each at its own address, the closed one left out: %s',
  async (from) => {
    const all = expected('network');
    expect(await load('network.sql.gz', { from })).toMatchObject({ exitCode: 0, json: { articles: 9, invented: 0 } });
    expect(await counts(Object.keys(all))).toEqual(all);
  },
);

test('of a network one site by its prefix', async () => {
  const all = expected('network', ({ link }) => link.includes('/two/'));
  const addresses = [fixture('network-two.xml.gz')];
  expect(await load('network.sql.gz', { prefix: 'wp_2_', addresses })).toMatchObject({ json: { articles: 3 } });
  expect(await counts(Object.keys(all))).toEqual(all);
  await expect(load('network.sql.gz', { prefix: 'wp_3_', addresses })).rejects.toThrow(
    /is an export of network\.example\/two, but the ratings are of network\.example\/three/,
  );
  await expect(load('network.sql.gz', { prefix: 'wp_9_' })).rejects.toThrow(
    /has no tables wp_9_posts[^]*--prefix wp_2_ /,
  );
});

test('templates for a network must say which site', async () => {
  await expect(load('network.sql.gz', { articleId: '{slug}' })).rejects.toThrow(/Begin --article-id with \{home\}/);
  expect(await load('network.sql.gz', { articleId: '{home}/p/{id}' })).toMatchObject({ json: { articles: 9 } });
});

const sqlOf = (name: string) => gunzipSync(readFileSync(fixture(name))).toString();
const write = (name: string, text: string) => {
  writeFileSync(join(folder.path, name), text);
  return join(folder.path, name);
};

test('refuses a dump of sites that have nothing to do with each other, and lists them', async () => {
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
  await expect(load('site-no-create-info.sql.gz')).rejects.toThrow(
    /nothing says what the columns of wp_options are called/,
  );
});

test('uses the analytics of Rate My Post where they agree with count and sum', async () => {
  expect(await load('site.sql.gz')).toMatchObject({ json: { invented: 0 } });
  const emptied = write('emptied.sql', sqlOf('site.sql.gz').replace(/INSERT INTO `wp_rmp_analytics`[^;]*;/, ''));
  expect(await load(emptied)).toMatchObject({ json: { invented: 5 } });
});

test('pages whose parents go round in a circle are told, not followed', async () => {
  const circle = sqlOf('site.sql.gz').replaceAll(/('about','','','[^']*','[^']*','',)0(,)/g, '$111$2');
  expect(circle).not.toBe(sqlOf('site.sql.gz'));
  const outcome = await load(write('circle.sql', circle));
  expect(outcome.text).toContain('post 11 of type page cannot be told');
  expect(outcome.exitCode).toBe(1);
});

test('warns where posts get one ID', async () => {
  const outcome = await load('site.sql.gz', { articleId: '{year}' });
  expect(outcome).toMatchObject({ exitCode: 1, json: { articles: 1, shared: 1 } });
  expect(outcome.text).toContain('7 posts get one article ID, 2019: ');
});

test('refuses what is no export of WordPress, or half of one', async () => {
  await expect(load(write('dump.xml', '<?xml version="1.0"?><mysqldump></mysqldump>'))).rejects.toThrow(
    /is not what WordPress exports.*<mysqldump>.*without --xml/,
  );
  const half = gunzipSync(readFileSync(fixture('site.xml.gz')))
    .subarray(0, 9000)
    .toString();
  await expect(load(write('half.xml', half))).rejects.toThrow(/is not what WordPress exports/);
});

/** `wp_options` and `wp_postmeta` of WP-PostRatings, by the names that it uses. */
const postratings = (options: Record<string, string>, meta: [number, number, number][], log: [number, number][] = []) =>
  write(
    'postratings.sql',
    [
      ...Object.entries(options).map(
        ([name, value]) => `INSERT INTO wp_options (option_name, option_value) VALUES ('${name}','${value}');`,
      ),
      ...meta.flatMap(([post, users, score]) => [
        `INSERT INTO wp_postmeta (post_id, meta_key, meta_value) VALUES (${post},'ratings_users','${users}'),(${post},'ratings_score','${score}');`,
      ]),
      ...log.map(
        ([post, rating]) => `INSERT INTO wp_ratings (rating_postid, rating_rating) VALUES (${post},${rating});`,
      ),
    ].join('\n'),
  );
const distribution = async (id: string) => {
  const { json } = await show(sessionOn(database), [id as ArticleId], true);
  return (json as { distribution: number[]; average: number }[])[0];
};
const ofPostratings = { from: 'wp-postratings', articleId: '{id}' } as const;

test('WP-PostRatings of ten stars are brought to five, and it says so', async () => {
  const file = postratings(
    { postratings_max: '10' },
    [
      [1, 4, 17],
      [2, 2, 11],
    ],
    [
      [2, 10],
      [2, 1],
    ],
  );
  const outcome = await load(file, ofPostratings);
  expect(await distribution('1')).toMatchObject({ average: 2.25 });
  expect(await distribution('2')).toMatchObject({ distribution: [1, 0, 0, 0, 1] });
  expect(outcome.text).toContain('ratings of 1 to 10: brought to five stars');
});

test('likes are five stars, and thumbs five or one', async () => {
  await load(postratings({ postratings_max: '1', postratings_customrating: '1' }, [[1, 214, 214]]), ofPostratings);
  expect(await distribution('1')).toMatchObject({ distribution: [0, 0, 0, 0, 214] });
  const values = 'a:2:{i:0;i:-1;i:1;i:1;}';
  const thumbs = { postratings_max: '2', postratings_customrating: '1', postratings_ratingsvalue: values };
  expect(await load(postratings(thumbs, [[2, 10, -4]]), ofPostratings)).toMatchObject({ json: { invented: 0 } });
  expect(await distribution('2')).toMatchObject({ distribution: [7, 0, 0, 0, 3] });
});

test('values that are no stars are refused, unless the best one is told', async () => {
  const values = 'a:3:{i:0;i:0;i:1;s:1:"5";i:2;i:10;}';
  const odd = { postratings_max: '3', postratings_customrating: '1', postratings_ratingsvalue: values };
  const file = postratings(odd, [[1, 2, 15]]);
  await expect(load(file, ofPostratings)).rejects.toThrow(/the values 0, 5, 10, which are no stars\. Give --max/);
  await load(file, { ...ofPostratings, max: 10 });
  expect(await distribution('1')).toMatchObject({ distribution: [0, 0, 0, 2, 0] });
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
