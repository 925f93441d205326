import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { damageOf } from '../../../local/dynamodb-engine/sqlite-integrity.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();
afterAll(() => folder[Symbol.dispose]());

function fill(file: string, mode: 'wal' | 'delete'): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA journal_mode = ${mode}; PRAGMA cache_size = 1; CREATE TABLE t (a TEXT)`);
  insert(database);
  return database;
}

function insert(database: DatabaseSync): void {
  const insertion = database.prepare('INSERT INTO t VALUES (?)');
  for (let row = 0; row < 200; row++) insertion.run('x'.repeat(1_000));
}

test('finds no damage if there is no database or an empty one', () => {
  const file = join(folder.path, 'empty.db');
  expect(damageOf(file)).toBeUndefined();
  writeFileSync(file, '');
  expect(damageOf(file)).toBeUndefined();
});

test('leaves an intact database and its log unchanged', () => {
  const file = join(folder.path, 'wal.db');
  using database = fill(file, 'wal');
  const copy = join(folder.path, 'copy.db');
  cpSync(file, copy);
  cpSync(`${file}-wal`, `${copy}-wal`);
  const before = [readFileSync(copy), readFileSync(`${copy}-wal`)];
  expect(damageOf(copy)).toBeUndefined();
  expect([readFileSync(copy), readFileSync(`${copy}-wal`)]).toEqual(before);
  expect(database.isOpen).toBe(true);
});

test('finds no damage in a database whose engine was killed in a transaction', () => {
  const file = join(folder.path, 'delete.db');
  using database = fill(file, 'delete');
  database.exec('BEGIN');
  insert(database);
  const copy = join(folder.path, 'killed.db');
  cpSync(file, copy);
  cpSync(`${file}-journal`, `${copy}-journal`);
  expect(damageOf(copy)).toBeUndefined();
});

test('reports the first damage', () => {
  const file = join(folder.path, 'damaged.db');
  fill(file, 'delete').close();
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0, 8_192, 12_288));
  expect(damageOf(file)).toMatch(/^The database .*damaged\.db is damaged: Tree 2 page 3: .*keep all of them/);
});

test('a file that cannot be opened is not reported as damaged', () => {
  const file = join(folder.path, 'folder.db');
  mkdirSync(file);
  expect(() => damageOf(file)).toThrow(/disk I\/O error|unable to open/);
});
