import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import { importTotals } from '../../../operator/import/import-totals.ts';
import type { PluginName } from '../../../operator/wordpress/plugins.ts';
import { show } from '../../../operator/commands/show.ts';
import { verify } from '../../../operator/commands/verify.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { sessionOn } from '../../support/operator-session.ts';

let database: Database;
let folder: string;
beforeEach(async () => {
  [database, folder] = await Promise.all([openDatabase('dynoxide'), mkdtemp(join(tmpdir(), 'ratings-totals-'))]);
});
afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

const load = async (
  from: PluginName,
  name: string,
  content: string,
  options: { articleId?: string; strict?: boolean; max?: number } = {},
) => {
  const file = join(folder, name);
  await writeFile(file, content);
  const format = name.endsWith('.sql') ? 'sql' : name.endsWith('.json') ? 'json' : 'csv';
  return importTotals(sessionOn(database), file, { from, format, ...options });
};
const shown = async (articleId: string) => {
  const { json } = await show(sessionOn(database), [articleId as ArticleId], true);
  return (json as { average: number; count: number; distribution: number[]; imported: unknown[] }[])[0];
};

// In the format of mysqldump of MySQL 8, reduced to a few columns and rows.
const SITE = `-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)
-- Host: localhost    Database: it's a blog
/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;

DROP TABLE IF EXISTS \`wp_options\`;
CREATE TABLE \`wp_options\` (
  \`option_id\` bigint unsigned NOT NULL AUTO_INCREMENT,
  \`option_name\` varchar(191) NOT NULL DEFAULT '',
  \`option_value\` longtext NOT NULL,
  \`autoload\` varchar(20) NOT NULL DEFAULT 'yes',
  PRIMARY KEY (\`option_id\`),
  UNIQUE KEY \`option_name\` (\`option_name\`)
) ENGINE=InnoDB;
LOCK TABLES \`wp_options\` WRITE;
INSERT INTO \`wp_options\` VALUES (1,'home','https://blog.example/news/','yes'),(2,'permalink_structure','/%year%/%monthnum%/%postname%/','yes'),(3,'x','a:1:{s:4:\\"it\\'s\\";s:6:\\"(1,2);\\n\\";}','yes');
UNLOCK TABLES;
CREATE TABLE \`wp_posts\` (
  \`ID\` bigint unsigned NOT NULL AUTO_INCREMENT,
  \`post_date\` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  \`post_content\` longtext NOT NULL,
  \`post_name\` varchar(200) NOT NULL DEFAULT '',
  \`post_parent\` bigint unsigned NOT NULL DEFAULT '0',
  \`post_type\` varchar(20) NOT NULL DEFAULT 'post',
  PRIMARY KEY (\`ID\`)
) ENGINE=InnoDB;
INSERT INTO \`wp_posts\` VALUES (7,'2019-03-08 10:00:00','It''s (really);\\nINSERT INTO \`wp_postmeta\` VALUES (9,9,\\'rmp_vote_count\\',\\'9\\');','peace-talks',0,'post'),
(8,'2020-01-02 10:00:00','','caf%c3%a9',0,'post'),(9,'2020-01-02 10:00:00','','team',10,'page'),(10,'2020-01-02 10:00:00','','about',0,'page');
`;
const META = `CREATE TABLE \`wp_postmeta\` (
  \`meta_id\` bigint unsigned NOT NULL AUTO_INCREMENT,
  \`post_id\` bigint unsigned NOT NULL DEFAULT '0',
  \`meta_key\` varchar(255) DEFAULT NULL,
  \`meta_value\` longtext,
  PRIMARY KEY (\`meta_id\`)
) ENGINE=InnoDB;
`;
const meta = (rows: [number, string, string][]) =>
  META +
  `INSERT INTO \`wp_postmeta\` VALUES ${rows.map(([post, key, value], index) => `(${index + 1},${post},'${key}','${value}')`).join(',')};\n`;

test('Rate My Post: imports a whole dump under the article IDs that the widget derives', async () => {
  const dump =
    SITE +
    meta([
      [7, '_edit_lock', '1:1'],
      [7, 'rmp_vote_count', '3'],
      [7, 'rmp_rating_val_sum', '13'],
      [7, 'rmp_avg_rating', '4.3'],
      [8, 'rmp_vote_count', '1'],
      [8, 'rmp_rating_val_sum', '5'],
      [9, 'rmp_vote_count', '2'],
      [9, 'rmp_rating_val_sum', '2'],
      [10, 'rmp_vote_count', '0'],
      [10, 'rmp_rating_val_sum', '0'],
    ]) +
    '/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;\n';
  const outcome = await load('rate-my-post', 'dump.sql', dump);
  expect(outcome).toMatchObject({ exitCode: 0, json: { articles: 3, ratings: 6, invented: 3, skipped: 0 } });
  expect(await shown('blog.example/news/2019/03/peace-talks')).toMatchObject({
    average: 4.33,
    distribution: [0, 0, 0, 2, 1],
    imported: [{ source: 'rate-my-post', invented: true }],
  });
  expect(await shown('blog.example/news/2020/01/café')).toMatchObject({ distribution: [0, 0, 0, 0, 1] });
  expect(await shown('blog.example/news/about/team')).toMatchObject({ distribution: [2, 0, 0, 0, 0] });
  await load('rate-my-post', 'dump.sql', dump);
  expect(await shown('blog.example/news/2019/03/peace-talks')).toMatchObject({ count: 3 });
  expect((await verify(sessionOn(database), false)).exitCode).toBe(0);
});

test('kk Star Ratings: prefers the names of version 5 to the old ones, in dumps and CSV', async () => {
  const csv = `"meta_id","post_id","meta_key","meta_value"\n1,7,_kksr_casts,9\n2,7,_kksr_ratings,9\n3,7,_kksr_count_default,4\n4,7,_kksr_ratings_default,18.0\n`;
  const pivot = 'post_id,_kksr_casts,_kksr_ratings\n8,2,9\n';
  const dump = meta([
    [7, '_kksr_casts', '9'],
    [7, '_kksr_ratings', '9'],
    [7, '_kksr_count_default', '4'],
    [7, '_kksr_ratings_default', '18.2'],
  ]);
  await load('kk-star-ratings', 'dump.sql', dump, { articleId: 'p/{id}' });
  await load('kk-star-ratings', 'pivot.csv', pivot, { articleId: 'p/{id}' });
  expect(await shown('p/7')).toMatchObject({ count: 4, distribution: [0, 0, 0, 2, 2] });
  expect(await shown('p/8')).toMatchObject({ count: 2, distribution: [0, 0, 0, 1, 1] });
  await load('kk-star-ratings', 'meta.csv', csv, { articleId: 'q/{id}' });
  expect(await shown('q/7')).toMatchObject({ count: 4, distribution: [0, 0, 0, 2, 2] });
});

const RATINGS_LOG = `INSERT INTO \`wp_ratings\` (\`rating_id\`, \`rating_postid\`, \`rating_posttitle\`, \`rating_rating\`, \`rating_timestamp\`, \`rating_ip\`, \`rating_host\`, \`rating_username\`, \`rating_userid\`) VALUES
(1, 7, 'It''s; (a) title', 5, '1552039200', 'x', 'x', 'Guest', 0),
(2, 7, 'It\\'s', 1, '1552039200', 'x', 'x', 'Guest', 0),
(3, 8, 'b', 5, '1552039200', 'x', 'x', 'Guest', 0);
`;

test('WP-PostRatings: uses the distribution of the log if it agrees with the totals, in a dump of phpMyAdmin', async () => {
  const totals = meta([
    [7, 'ratings_users', '2'],
    [7, 'ratings_score', '6'],
    [8, 'ratings_users', '2'],
    [8, 'ratings_score', '6'],
  ]);
  await load('wp-postratings', 'dump.sql', RATINGS_LOG + totals, { articleId: '{id}', max: 5 });
  expect(await shown('7')).toMatchObject({ distribution: [1, 0, 0, 0, 1], imported: [{ invented: false }] });
  expect(await shown('8')).toMatchObject({ distribution: [0, 0, 2, 0, 0], imported: [{ invented: true }] });
});

test('YASR: imports every vote of the log, with half stars rounded so that the sum stays the same', async () => {
  const dump = `CREATE TABLE \`wp_yasr_log\` (
  \`id\` bigint(20) NOT NULL AUTO_INCREMENT,
  \`post_id\` bigint(20) NOT NULL,
  \`user_id\` bigint(20) NOT NULL,
  \`vote\` decimal(2,1) NOT NULL,
  \`date\` datetime NOT NULL,
  \`ip\` varchar(45) CHARACTER SET utf8 COLLATE utf8_unicode_ci NOT NULL,
  PRIMARY KEY (\`id\`)
) ENGINE=InnoDB;
INSERT INTO \`wp_yasr_log\` VALUES (1,27,1,4.0,'2020-03-18 22:57:50','X.X.X.X'),(2,27,0,3.5,'2020-05-07 00:27:55','X.X.X.X'),(4,27,0,3.5,'2020-05-07 00:27:55','X.X.X.X'),(3,27,0,0.0,'2020-05-07 00:27:55','X.X.X.X');
INSERT INTO \`wp_yasr_log_multi_set\` VALUES (1,1,1,27,5.0,0,'2020-05-07 00:27:55','X.X.X.X');
`;
  const outcome = await load('yasr', 'dump.sql', dump, { articleId: '{id}' });
  expect(outcome).toMatchObject({ exitCode: 1, json: { articles: 1, ratings: 3, invented: 1, skipped: 1 } });
  expect(outcome.text).toContain('dump.sql:10: the vote on post 27 is 0.0, not one of 1 to 5 stars.');
  expect(await shown('27')).toMatchObject({ distribution: [0, 0, 1, 2, 0] });
});

test('applause: imports claps as five stars', async () => {
  const json = JSON.stringify([
    { url: 'blog.example/a/', claps: 12 },
    { url: 'https://blog.example/b', claps: 0 },
  ]);
  await load('applause', 'claps.json', json);
  expect(await shown('blog.example/a')).toMatchObject({ count: 12, average: 5 });
});

test('reports impossible totals, and with --strict imports nothing', async () => {
  const dump = meta([
    [7, 'rmp_vote_count', '2'],
    [7, 'rmp_rating_val_sum', '11'],
    [8, 'rmp_vote_count', 'two'],
    [9, 'rmp_vote_count', '1'],
    [9, 'rmp_rating_val_sum', '4'],
  ]);
  await expect(load('rate-my-post', 'd.sql', dump, { articleId: '{id}', strict: true })).rejects.toThrow(
    'two is not a number',
  );
  expect(await shown('9')).toMatchObject({ count: 0 });
  const outcome = await load('rate-my-post', 'd.sql', dump, { articleId: '{id}' });
  expect(outcome.text).toMatch(
    /d\.sql:8: post 8: two is not a number[^]*d\.sql:8: post 7 has 2 votes with a sum of 11/,
  );
  expect(await shown('9')).toMatchObject({ count: 1 });
  const lost = await load('rate-my-post', 'd.sql', dump);
  expect(lost.text).toContain('the address of post 9 is unknown, because the file has no posts; pass --article-id');
});

test('reports an invalid number once, and refuses an impossibly large count', async () => {
  const dump = meta([
    [7, 'rmp_vote_count', '1'],
    [7, 'rmp_rating_val_sum', 'NaN'],
    [8, 'rmp_vote_count', '10000000000'],
    [8, 'rmp_rating_val_sum', '40000000000'],
    [9, 'rmp_vote_count', '1'],
    [9, 'rmp_rating_val_sum', '4'],
  ]);
  const outcome = await load('rate-my-post', 'd.sql', dump, { articleId: '{id}' });
  expect(outcome).toMatchObject({ exitCode: 1, json: { articles: 1, skipped: 2 } });
  expect(outcome.text).toContain('NaN is not a number');
  expect(outcome.text).not.toContain('post 7 has');
  expect(outcome.text).toContain('post 8 has 10,000,000,000 votes, more than any post');
});

test('refuses a CSV that ends within a quoted value', async () => {
  await expect(load('kk-star-ratings', 'cut.csv', 'post_id,_kksr_casts,_kksr_ratings\n7,4,"18')).rejects.toThrow(
    /cut\.csv is not CSV: it ends within a quoted value\. Is it truncated/,
  );
});

test('refuses a count with a thousands separator instead of reading it as one vote', async () => {
  const csv = 'post_id;rmp_vote_count;rmp_rating_val_sum\n1;10;42\n2;1.000;4.200\n3;1,000;4,200\n4;2.0;9\n';
  const outcome = await load('rate-my-post', 'excel.csv', csv, { articleId: '{id}' });
  expect(outcome).toMatchObject({ exitCode: 1, json: { articles: 2, ratings: 12 } });
  expect(outcome.text).toContain('excel.csv:3: post 2: a count of 1.000 votes is not a whole number. Write it without');
  expect(outcome.text).toContain('excel.csv:4: post 3: 1,000 is not a number. Write it without thousands separators.');
});

test('uses the first of several rows of a total, as WordPress does, and reports rows that differ', async () => {
  const twice = (post: number, ...rows: [number, number][]) =>
    rows.flatMap(([count, sum]): [number, string, string][] => [
      [post, 'rmp_vote_count', String(count)],
      [post, 'rmp_rating_val_sum', String(sum)],
    ]);
  const dump = meta([...twice(21, [1, 5], [1, 5]), ...twice(22, [2, 8], [6, 24]), ...twice(23, [3, 9], [4, 9])]);
  const outcome = await load('rate-my-post', 'd.sql', dump, { articleId: '{id}' });
  expect(outcome).toMatchObject({ exitCode: 1, json: { ratings: 6 } });
  expect(outcome.text).toContain(
    'd.sql: 2 posts have several counts or sums that differ. The first one was used, as in WordPress. They are 22, 23.',
  );
  const csv = 'post_id,rmp_vote_count,rmp_rating_val_sum\n1,10,42\n1,5,20\n';
  const flat = await load('rate-my-post', 'twice.csv', csv, { articleId: 'csv/{id}' });
  expect(flat).toMatchObject({ exitCode: 1, json: { ratings: 10 } });
  expect(flat.text).toContain('post 1 has several counts or sums that differ.');
});

test('reports a sum without a count', async () => {
  const dump = meta([
    [13, 'rmp_rating_val_sum', '12'],
    [14, 'rmp_vote_count', '1'],
    [14, 'rmp_rating_val_sum', '4'],
  ]);
  const outcome = await load('rate-my-post', 'd.sql', dump, { articleId: '{id}' });
  expect(outcome).toMatchObject({ exitCode: 1, json: { articles: 1, skipped: 1 } });
  expect(outcome.text).toContain('post 13 has a sum of 12, but no count of votes.');
});

test('kk Star Ratings: omits ratings under a slug, and reports their number', async () => {
  const dump = meta([
    [7, '_kksr_count_default', '4'],
    [7, '_kksr_ratings_default', '18'],
    [7, '_kksr_count_other', '3'],
    [7, '_kksr_ratings_other', '3'],
  ]);
  const outcome = await load('kk-star-ratings', 'd.sql', dump, { articleId: '{id}' });
  expect(outcome).toMatchObject({ exitCode: 0, json: { ratings: 4 } });
  expect(outcome.text).toContain('Left out 3 ratings of 1 post that the plugin keeps under a slug');
});
