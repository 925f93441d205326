import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readRows } from '../../../operator/files/read-rows.ts';
import { openDatabase } from '../../support/database.ts';
import { environmentFor } from '../../support/operator-process.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();
afterAll(() => folder[Symbol.dispose]());

type Format = Parameters<typeof readRows>[1];

async function rowsOf(content: string | Buffer, format: Format = 'csv', name = 'file') {
  const file = join(folder.path, name);
  writeFileSync(file, content);
  const rows = [];
  for await (const row of readRows(file, format)) rows.push(row);
  return rows;
}

const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

test.each<[string, string | Buffer]>([
  ['blanks in the head', ' id , name\n1,a; b\n'],
  ['commas', 'id,name\n1,"a; b"\n'],
  ['semicolons, as Excel writes where the comma is a decimal one', 'id;name\r\n1;"a; b"\r\n'],
  ['semicolons that Excel was told of', 'sep=;\r\nid;name\r\n1;a; b\r\n'.replace('a; b', '"a; b"')],
  ['tabs', 'id\tname\n1\ta; b\n'],
  ['tabs in UTF-16, as Excel’s "Unicode Text"', utf16('id\tname\r\n1\ta; b\r\n')],
  ['UTF-16 with the higher byte first', utf16('id,name\n1,a; b\n').swap16()],
  ['a byte order mark, as Excel’s "CSV UTF-8"', '\ufeffid;name\n1;"a; b"\n'],
  ['gzip', gzipSync('id,name\n1,a; b\n')],
  ['two archives in one', Buffer.concat([gzipSync('id,name\n'), gzipSync('1,a; b\n')])],
])('reads CSV with %s', async (_, content) => {
  expect((await rowsOf(content)).map(({ values }) => values)).toEqual([{ id: '1', name: 'a; b' }]);
});

test('reports line numbers of the file after a sep= line for Excel', async () => {
  const rows = await rowsOf('sep=;\nid;name\n1;a\n2\n');
  expect(rows).toMatchObject([{ line: 3 }, { line: 4, values: undefined }]);
});

test('reads the tables of phpMyAdmin’s JSON', async () => {
  const json = [
    { type: 'header', version: '5.2.1', comment: 'Export to JSON plugin for phpMyAdmin' },
    { type: 'database', name: 'blog' },
    { type: 'table', name: 'wp_postmeta', database: 'blog', data: [{ post_id: '7', meta_key: 'a', meta_value: null }] },
  ];
  expect((await rowsOf(JSON.stringify(json), 'json')).at(-1)).toMatchObject({
    table: 'wp_postmeta',
    database: 'blog',
    values: { post_id: '7', meta_value: null },
  });
});

test.each<[string, string | Buffer, Format, RegExp]>([
  ['a zip archive', Buffer.from('504b030414000000', 'hex'), 'csv', /is a zip archive or an Excel workbook: unpack it/],
  [
    'an old Excel workbook',
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    'csv',
    /Excel workbook: save it in Excel as "CSV UTF-8"/,
  ],
  ['bytes that are not UTF-8', Buffer.from('id,name\n1,caf\xe9\n', 'latin1'), 'csv', /is not UTF-8; in Excel/],
  ['the same a JSON object a line', Buffer.from('{"id":"caf\xe9"}\n', 'latin1'), 'ndjson', /is not UTF-8/],
  ['half an archive', gzipSync('id,name\n1,a\n'.repeat(99)).subarray(0, 40), 'csv', /the archive is truncated/],
  ['a file that is not JSON', '[{"id":1},]', 'json', /is not JSON: /],
])('refuses %s with an explanation', async (_, content, format, message) => {
  await expect(rowsOf(content, format, 'refused')).rejects.toThrow(message);
});

test('refuses a missing file', async () => {
  const rows = readRows(join(folder.path, 'nowhere.csv'), 'csv');
  const failure = await rows.next().catch((error: unknown) => error);
  expect(failure).toMatchObject({ exitCode: 2 });
  expect(String(failure)).toContain('there is no such file');
});

test.each(['-', '/dev/stdin'])('imports standard input as %s', async (name) => {
  const database = await openDatabase('dynoxide');
  const child = spawn(
    process.execPath,
    [
      'bin/ratings.mjs',
      'import',
      name,
      '--format',
      'csv',
      '--from',
      'kk-star-ratings',
      '--article-id',
      '{id}',
      '--json',
      '--table',
      database.table,
    ],
    { env: { ...process.env, ...(await environmentFor(database)) } },
  );
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stdin.end('post_id,_kksr_casts,_kksr_ratings\n8,2,9\n');
  await once(child, 'close');
  await database.close();
  expect(JSON.parse(stdout)).toMatchObject({ articles: 1, ratings: 2 });
});
