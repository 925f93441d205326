import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDump } from '../../operator/plugins/sql-dump.ts';
import type { DumpRow } from '../../operator/plugins/sql-dump.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

async function rowsOf(sql: string): Promise<DumpRow['values'][]> {
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
])('knows the columns of a table that is made %s', async (_, create) => {
  expect(await rowsOf(`${create}\n${INSERT}`)).toEqual(EXPECTED);
});

test('knows the columns that an insertion names', async () => {
  expect(await rowsOf("INSERT INTO `t` (`id`, `kind`, `note`) VALUES (7,'a, b',NULL);")).toEqual(EXPECTED);
});
