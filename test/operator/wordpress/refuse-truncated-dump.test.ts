import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { importTotals } from '../../../operator/import/import-totals.ts';
import type { ImportTotalsOptions } from '../../../operator/import/import-totals.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { sessionOn } from '../../support/operator-session.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let database: Database;
const folder = temporaryFolder();
beforeAll(async () => {
  database = await openDatabase('dynoxide');
});
afterAll(async () => {
  await database.close();
  folder[Symbol.dispose]();
});

const textOf = (name: string) => gunzipSync(readFileSync(join(import.meta.dirname, 'fixtures', name))).toString();
const without = (...tables: string[]) =>
  tables.reduce(
    (sql, table) =>
      sql
        .replace(new RegExp(`CREATE TABLE \`${table}\`[^]*?;\n`), '')
        .replace(new RegExp(`INSERT INTO \`${table}\`[^]*?;\n`), ''),
    textOf('network.sql.gz'),
  );
const load = (name: string, content: string | Buffer, options: Partial<ImportTotalsOptions> = {}) => {
  const file = join(folder.path, name);
  writeFileSync(file, content);
  const format = name.endsWith('.xml') ? 'wxr' : name.endsWith('.json') ? 'json' : 'sql';
  return importTotals(sessionOn(database), file, { from: 'rate-my-post', format, dryRun: true, ...options });
};

test('reports a site of the network whose tables are missing from the dump, and exits with 1', async () => {
  const all = ['posts', 'postmeta', 'options', 'rmp_analytics', 'yasr_log', 'terms'].map((name) => `wp_2_${name}`);
  for (const tables of [['wp_3_postmeta'], all]) {
    const id = tables[0]?.slice(3, 4);
    const outcome = await load('lacks.sql', without(...tables));
    expect(outcome).toMatchObject({ exitCode: 1, json: { articles: 6, skipped: 1 } });
    expect(outcome.text).toContain(
      `lacks.sql: it has no rows of wp_${id}_postmeta, so the ratings of network.example/${id === '2' ? 'two' : 'three'} are missing.`,
    );
  }
  expect(await load('one.sql', without('wp_3_postmeta'), { prefix: 'wp_2_' })).toMatchObject({ exitCode: 0 });
});

test('ignores missing tables of a closed site', async () => {
  expect(await load('closed.sql', without('wp_4_postmeta', 'wp_4_posts'))).toMatchObject({ exitCode: 0 });
});

test('accepts a site without the plugin, which has no YASR log', async () => {
  const outcome = await load('yasr.sql', without('wp_2_yasr_log'), { from: 'yasr' });
  expect(outcome).toMatchObject({ exitCode: 0, json: { articles: 6 } });
});

test.each<[string, string, Buffer]>([
  ['an export of WordPress', 'cut.xml', Buffer.from(textOf('site.xml.gz').slice(0, 9000))],
  ['JSON within a text', 'cut.json', Buffer.from('[{"type":"table","name":"wp_postmeta","data":[{"post_id":"7')],
  [
    'JSON between two values',
    'cut.json',
    Buffer.from('[{"type":"table","name":"wp_postmeta","data":[{"post_id":"7"}\n'),
  ],
])('refuses %s that was cut short', async (_, name, content) => {
  const failure = await load(name, content).catch((error: unknown) => error);
  expect(String(failure)).toMatch(/cut\.\w+ is truncated: .*\. Export it again; nothing was imported\./);
  expect(failure).toMatchObject({ exitCode: 2 });
});

test('reads UTF-16 without a byte order mark', async () => {
  const text = textOf('site.sql.gz');
  for (const dump of [Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16()])
    expect(await load('utf-16.sql', dump)).toMatchObject({ json: { articles: 5 } });
});
