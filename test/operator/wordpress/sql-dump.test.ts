import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readDump } from '../../../operator/wordpress/sql-dump.ts';
import type { DumpRow } from '../../../operator/wordpress/sql-dump.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

async function rowsOf(sql: string | Buffer): Promise<DumpRow['values'][]> {
  using folder = temporaryFolder();
  const file = join(folder.path, 'dump.sql');
  writeFileSync(file, sql);
  const rows: DumpRow['values'][] = [];
  for await (const { values } of readDump(file, () => true)) rows.push(values);
  return rows;
}

const INSERT = "INSERT INTO `t` VALUES (7,'a, b',NULL);";
const EXPECTED = [{ id: '7', kind: 'a, b', note: null }];

test.each<[string, string]>([
  [
    'in lines, as mysqldump does',
    "CREATE TABLE `t` (\n  `id` int,\n  `kind` enum('x','y, `z` '),\n  `note` text,\n  PRIMARY KEY (`id`),\n  KEY `k` (`kind`(10),`note`)\n) ENGINE=InnoDB;",
  ],
  [
    'in one line',
    "CREATE TABLE `t` (`id` decimal(10,2) NOT NULL, `kind` enum('x','y, `z` '), `note` text, UNIQUE KEY `k` (`id`,`kind`));",
  ],
  ['without quotes', 'CREATE TABLE t (id int(11), kind varchar(9), note text, PRIMARY KEY (id));'],
])('reads the columns of a table created %s', async (_, create) => {
  expect(await rowsOf(`${create}\n${INSERT}`)).toEqual(EXPECTED);
});

test('reads the columns that an INSERT names', async () => {
  expect(await rowsOf("INSERT INTO `t` (`id`, `kind`, `note`) VALUES (7,'a, b',NULL);")).toEqual(EXPECTED);
});

test.each<[string, string | Buffer]>([
  [
    'with double quotes, as --compatible=ansi does',
    `CREATE TABLE IF NOT EXISTS "t" (\n  "id" int(11) NOT NULL,\n  "kind" text,\n  "note" text\n);\nINSERT INTO "t" VALUES (7,'a, b',NULL);`,
  ],
  [
    'with the database',
    "CREATE TABLE `blog`.`t` (`id` int, `kind` text, `note` text);\nINSERT INTO `blog`.`t` VALUES (7,'a, b',NULL);",
  ],
  ['without CREATE TABLE, with --complete-insert', 'INSERT INTO "t" ("id", "kind", "note") VALUES (7,"a, b",NULL);'],
  [
    'with binary strings',
    "CREATE TABLE t (id int, kind blob, note text);\nINSERT IGNORE INTO t VALUES (_binary '7',_utf8mb4'a, b',NULL);",
  ],
  [
    'in UTF-16, as PowerShell writes it',
    Buffer.from(
      `\ufeffCREATE TABLE t (id int, kind text, note text);\r\nINSERT INTO t VALUES (7,'a, b',NULL);`,
      'utf16le',
    ),
  ],
  ['by gzip', gzipSync("CREATE TABLE t (id int, kind text, note text);\nINSERT INTO t VALUES (7,'a, b',NULL);")],
])('reads a dump %s', async (_, sql) => {
  expect(await rowsOf(sql)).toEqual(EXPECTED);
});

test('refuses a dump without column names, with the remedy', async () => {
  await expect(rowsOf(`-- --no-create-info\n${INSERT}`)).rejects.toThrow(
    /dump\.sql:2: the column names of t are missing.*--complete-insert/,
  );
});

test('keeps quotes of the other kind unchanged', async () => {
  expect(await rowsOf(`INSERT INTO t (a, b) VALUES ('say ""hi"" it''s','\\'');`)).toEqual([
    { a: `say ""hi"" it's`, b: "'" },
  ]);
});

test('reads the database of a table', async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'all.sql');
  writeFileSync(file, 'USE `one`;\nINSERT INTO t (id) VALUES (1);\nUSE two;\nINSERT INTO t (id) VALUES (2);');
  const found: string[] = [];
  for await (const { database, values } of readDump(file, () => true)) found.push(`${database} ${values['id']}`);
  expect(found).toEqual(['one 1', 'two 2']);
});
