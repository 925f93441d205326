import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serialize } from 'php-serialize';
import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import { importTotals } from '../../../operator/import/import-totals.ts';
import type { ImportTotalsOptions } from '../../../operator/import/import-totals.ts';
import { show } from '../../../operator/commands/show.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { sessionOn } from '../../support/operator-session.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let database: Database;
const folder = temporaryFolder();
beforeEach(async () => {
  database = await openDatabase('dynoxide');
});
afterEach(() => database.close());
afterAll(() => folder[Symbol.dispose]());

const write = (name: string, text: string) => {
  writeFileSync(join(folder.path, name), text);
  return join(folder.path, name);
};
const load = (file: string, options: Partial<ImportTotalsOptions> = {}) =>
  importTotals(sessionOn(database), file, { from: 'wp-postratings', format: 'sql', articleId: '{id}', ...options });

/** A dump of WP-PostRatings: its rows in `wp_options`, `wp_postmeta` and `wp_ratings`. */
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
  return (json as { distribution: number[]; average: number; count: number; imported: unknown[] }[])[0];
};

test('WP-PostRatings: converts ten stars to five, and reports it', async () => {
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
  const outcome = await load(file);
  expect(await distribution('1')).toMatchObject({ average: 2.25 });
  expect(await distribution('2')).toMatchObject({ distribution: [1, 0, 0, 0, 1] });
  expect(outcome.text).toContain('Converted to five stars: wp-postratings used ratings of 1 to 10.');
});

test('converts likes to five stars, and thumbs to five or one', async () => {
  await load(postratings({ postratings_max: '1', postratings_customrating: '1' }, [[1, 214, 214]]));
  expect(await distribution('1')).toMatchObject({ distribution: [0, 0, 0, 0, 214] });
  const values = 'a:2:{i:0;i:-1;i:1;i:1;}';
  const thumbs = { postratings_max: '2', postratings_customrating: '1', postratings_ratingsvalue: values };
  expect(await load(postratings(thumbs, [[2, 10, -4]]))).toMatchObject({ json: { invented: 0 } });
  expect(await distribution('2')).toMatchObject({ distribution: [7, 0, 0, 0, 3] });
});

test('refuses values that are not stars, unless --max gives the best one', async () => {
  const values = 'a:3:{i:0;i:0;i:1;s:1:"5";i:2;i:10;}';
  const odd = { postratings_max: '3', postratings_customrating: '1', postratings_ratingsvalue: values };
  const file = postratings(odd, [[1, 2, 15]]);
  await expect(load(file)).rejects.toThrow(
    /the values 0, 5, 10, which cannot be converted to stars\. If the values .* as --max/,
  );
  await load(file, { max: 10 });
  expect(await distribution('1')).toMatchObject({ distribution: [0, 0, 0, 2, 0] });
});

test.each([
  ['nines', Array<number>(10).fill(9), 4.5],
  ['odd and even', [10, 9, 4, 1], 3],
  ['ones and tens', [1, 1, 1, 1, 10, 10, 10, 10], 2.75],
])('the log of ten stars keeps the average: %s', async (_, ratings, average) => {
  const score = ratings.reduce((sum, rating) => sum + rating);
  const file = postratings(
    { postratings_max: '10' },
    [[1, ratings.length, score]],
    ratings.map((rating) => [1, rating]),
  );
  const outcome = await load(file);
  expect(await distribution('1')).toMatchObject({ average, count: ratings.length, imported: [{ invented: true }] });
  expect(outcome.text).toContain('invented to fit');
});

test('the log of ten stars is used unchanged if every vote is a whole star', async () => {
  const log = [2, 4, 10].map((rating): [number, number] => [1, rating]);
  await load(postratings({ postratings_max: '10' }, [[1, 3, 16]], log));
  expect(await distribution('1')).toMatchObject({ distribution: [1, 1, 0, 0, 1], imported: [{ invented: false }] });
});

const valuesOf = (values: readonly number[]) =>
  `a:${values.length}:{${values.map((value, index) => `i:${index};s:${String(value).length}:"${value}";`).join('')}}`;

test('reads the owner’s values of the ratings, even without the owner’s own images', async () => {
  const doubled = { postratings_max: '5', postratings_ratingsvalue: valuesOf([2, 4, 6, 8, 10]) };
  const log = [2, 2, 2, 2].map((rating): [number, number] => [2, rating]);
  const file = postratings(
    doubled,
    [
      [1, 2, 18],
      [2, 4, 8],
    ],
    log,
  );
  const outcome = await load(file);
  expect(outcome).toMatchObject({ exitCode: 0, json: { articles: 2 } });
  expect(await distribution('1')).toMatchObject({ distribution: [0, 0, 0, 1, 1] });
  expect(await distribution('2')).toMatchObject({ distribution: [4, 0, 0, 0, 0] });
  const uneven = { postratings_max: '5', postratings_ratingsvalue: valuesOf([1, 2, 3, 5, 8]) };
  await expect(load(postratings(uneven, [[1, 2, 8]]))).rejects.toThrow(
    /the values 1, 2, 3, 5, 8, which cannot be converted to stars/,
  );
});

describe('WP-PostRatings 2, which keeps its settings in one option', () => {
  /**
   * As the plugin's option looks after an upgrade; the rest of its some thirty settings says nothing about the scale.
   */
  const settings = (max: number | string, value: readonly (number | string)[]) => ({
    wp_postratings_options: serialize({
      ...{ shape: 'star', max, check_method: 3, allowtorate: 2 },
      ratings: { text: value.map((each) => `Rating ${each}: "très bien"; max`), value },
      templates: { vote: '%RATINGS_IMAGES_VOTE% (<strong>%RATINGS_USERS%</strong> votes, max "10";i:3;)' },
    }),
  });

  test('reads ten stars', async () => {
    const file = postratings(settings(10, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), [[1, 37, 275]]);
    expect((await load(file)).text).toContain('Converted to five stars: wp-postratings used ratings of 1 to 10.');
    expect(await distribution('1')).toMatchObject({ count: 37, average: 3.73 });
  });

  test('reads thumbs', async () => {
    await load(postratings(settings('2', ['-1', '1']), [[1, 10, -4]]));
    expect(await distribution('1')).toMatchObject({ distribution: [7, 0, 0, 0, 3] });
  });

  test('refuses an option that cannot be read', async () => {
    const file = postratings({ wp_postratings_options: 'a:2:{s:3:"max";i:1' }, [[1, 2, 8]]);
    await expect(load(file)).rejects.toThrow(/The option wp_postratings_options .* as --max/);
  });
});

test('refuses WP-PostRatings of an unknown scale, unless --max names it', async () => {
  const file = postratings({}, [[1, 3, 3]]);
  await expect(load(file)).rejects.toThrow(
    /has no settings of WP-PostRatings, .*Dump the table wp_options too, or pass --max/,
  );
  expect(await distribution('1')).toMatchObject({ count: 0 });
  await load(file, { max: 'up-down' });
  expect(await distribution('1')).toMatchObject({ distribution: [0, 0, 0, 0, 3] });
});

test('reports which site of a network has another scale', async () => {
  const sql = (prefix: string, home: string, most: number) =>
    [
      `INSERT INTO ${prefix}options (option_name, option_value) VALUES ('home','https://${home}'),('postratings_max','${most}');`,
      `INSERT INTO ${prefix}postmeta (post_id, meta_key, meta_value) VALUES (1,'ratings_users','1'),(1,'ratings_score','4');`,
    ].join('\n');
  const file = write('network.sql', sql('wp_', 'net.example', 5) + sql('wp_2_', 'net.example/food', 10));
  const outcome = await load(file, { articleId: '{home}/{id}' });
  expect(outcome.text).toContain(
    'Converted to five stars: wp-postratings on net.example/food used ratings of 1 to 10.',
  );
});
