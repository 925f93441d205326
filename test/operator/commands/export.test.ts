import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import { exportAll } from '../../../operator/commands/export.ts';
import type { ExportOptions } from '../../../operator/commands/export.ts';
import { importVotes } from '../../../operator/import/import-votes.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { sessionOn } from '../../support/operator-session.ts';
import { runRatings } from '../../support/operator-process.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let database: Database;
const folder = temporaryFolder();
const put = (Item: Record<string, unknown>) =>
  database.client.send(new PutCommand({ TableName: database.table, Item }));
beforeEach(async () => {
  database = await openDatabase('dynoxide');
  for (const [article, day] of [
    ['blog/a', 1],
    ['blog/b', 2],
    ['shop/a', 3],
  ] as const) {
    const votedAt = `2026-01-0${day}T00:00:00.000Z`;
    await put({ pk: `VOTER#${String(day).padStart(43, 'v')}`, sk: `ARTICLE#${article}`, rating: day, votedAt });
    await put({ pk: `ARTICLE#${article}`, sk: 'TALLY#00', [`s${day}`]: 1 });
    await put({ pk: `ARTICLE#${article}`, sk: 'TALLY#imported#yasr', s1: 0, s2: 0, s3: 0, s4: 0, s5: day });
  }
});
afterEach(() => database.close());
afterAll(() => folder[Symbol.dispose]());

async function articlesIn(options: Partial<ExportOptions>): Promise<string[]> {
  const output = join(folder.path, 'out.csv');
  await exportAll(sessionOn(database), { format: 'csv', output, ...options });
  return readFileSync(output, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',')[0] ?? '')
    .sort();
}

test.each([
  ['votes', {}],
  ['summaries', { summaries: true }],
  ['imported totals', { imported: true }],
])('exports %s of given articles or of a prefix', async (_, what) => {
  expect(await articlesIn(what)).toEqual(['blog/a', 'blog/b', 'shop/a']);
  expect(await articlesIn({ ...what, article: ['blog/b', 'shop/a'] as ArticleId[] })).toEqual(['blog/b', 'shop/a']);
  expect(await articlesIn({ ...what, prefix: 'blog/' })).toEqual(['blog/a', 'blog/b']);
  expect(await articlesIn({ ...what, prefix: 'blog/', article: ['shop/a'] as ArticleId[] })).toEqual([]);
});

test('exports votes from a day on', async () => {
  expect(await articlesIn({ since: '2026-01-02T00:00:00.000Z' })).toEqual(['blog/b', 'shop/a']);
});

test('the command line accepts several articles, and refuses --since for exports without times', async () => {
  const { stdout } = await runRatings(database, 'export', '--article', 'blog/a', '--article', 'shop/a', '--summaries');
  expect(stdout.trim().split('\n')).toHaveLength(3);
  expect(await runRatings(database, 'export', '--summaries', '--since', '2026-01-01')).toMatchObject({ code: 2 });
});

test('omits held votes, exports only them with --held, and an import counts none of them', async () => {
  const [pk, sk] = [`VOTER#${'h'.repeat(43)}`, 'ARTICLE#blog/a'];
  const votedAt = '2026-01-04T00:00:00.000Z';
  await put({ pk, sk, votedAt, held: 1, heldBy: 'a-hold', expiresAt: 4_000_000_000 });
  expect(await articlesIn({ prefix: 'blog/' })).toEqual(['blog/a', 'blog/b']);
  expect(await articlesIn({ held: true })).toEqual(['blog/a']);
  const file = join(folder.path, 'out.csv');
  expect(readFileSync(file, 'utf8')).toBe(
    `articleId,voter,rating,votedAt,heldBy\nblog/a,${'h'.repeat(43)},1,${votedAt},a-hold\n`,
  );
  const imported = await importVotes(sessionOn(database), file, { format: 'csv', strict: false });
  expect(imported).toMatchObject({ exitCode: 1, json: { read: 0, skipped: 1 } });
});
