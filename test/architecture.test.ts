import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

interface Row {
  readonly files: readonly RegExp[];
  readonly may: readonly RegExp[];
}

/** The table of allowed imports in docs/design.md: every code span in a cell is a pattern. */
function rows(): Row[] {
  const [, table = ''] = readFileSync('docs/design.md', 'utf8').split(/^\| code in .*\n\| -.*\n/m);
  const lines = table.split('\n');
  return lines.slice(0, lines.indexOf('')).map((line) => {
    const [, files = '', imports = ''] = line.split('|');
    return { files: patternsIn(files), may: patternsIn(imports) };
  });
}

function patternsIn(cell: string): RegExp[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => {
    const escaped = text.replace(/[.+?^$()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*');
    return new RegExp(`^${escaped}${text.endsWith('/') ? '' : '$'}`);
  });
}

const ROWS = rows();
const sources = globSync('{bin,bundling,edge,lib,lambda,widget,local,operator,bench}/**/*.{ts,js,mjs}');

function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
  return importedFiles.map(({ fileName }) =>
    fileName.startsWith('.') ? normalize(join(dirname(file), fileName)) : fileName,
  );
}

const matches = (patterns: readonly RegExp[], text: string) => patterns.some((pattern) => pattern.test(text));

test.each(sources)('%s imports only what its folder may import', (file) => {
  const row = ROWS.find(({ files }) => matches(files, file));
  if (row === undefined) throw new Error(`No row of the table fits ${file}.`);
  expect(importsOf(file).filter((imported) => !matches([...row.files, ...row.may], imported))).toEqual([]);
});

test('finds every part of the tree and its imports', () => {
  expect(new Set(sources.map((file) => file.split('/')[0]))).toEqual(
    new Set(['bin', 'bundling', 'edge', 'lib', 'lambda', 'widget', 'local', 'operator', 'bench']),
  );
  expect(importsOf('lambda/record-vote.ts')).toContain('lambda/http/record-vote.ts');
});

test('there are no import cycles, not even of types', () => {
  const imports = new Map(sources.map((file) => [file, importsOf(file).filter((each) => sources.includes(each))]));
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]) => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
    if (done.has(file)) return;
    done.add(file);
    for (const each of imports.get(file) ?? []) visit(each, [...path, file]);
  };
  for (const file of sources) visit(file, []);
  expect(circles).toEqual([]);
});

test('the rooms of stack, functions and widget import each other in one direction', () => {
  const room = (file: string) => {
    const folders = dirname(file).split('/');
    return folders.length === 1 ? file : folders.slice(0, file.startsWith('lambda/storage/') ? 3 : 2).join('/');
  };
  const imports = new Map<string, Set<string>>();
  for (const file of sources.filter((each) => /^(lib|lambda|widget)\//.test(each))) {
    const of = imports.get(room(file)) ?? new Set();
    imports.set(room(file), of);
    for (const each of importsOf(file)) if (sources.includes(each) && room(each) !== room(file)) of.add(room(each));
  }
  const reached = (start: string) => {
    const found = new Set<string>();
    const follow = (from: string) => {
      for (const each of imports.get(from) ?? []) {
        if (found.has(each)) continue;
        found.add(each);
        follow(each);
      }
    };
    follow(start);
    return found;
  };
  expect(imports.size).toBeGreaterThan(20);
  expect([...imports.keys()].filter((each) => reached(each).has(each))).toEqual([]);
});

test('the table has no pattern that nothing needs', () => {
  const unused = ROWS.flatMap((row) => {
    const own = sources.filter((file) => ROWS.find(({ files }) => matches(files, file)) === row);
    const imports = own.flatMap(importsOf);
    return [
      ...row.files.filter((pattern) => !own.some((file) => pattern.test(file))),
      ...row.may.filter((pattern) => !imports.some((imported) => pattern.test(imported))),
    ];
  });
  expect(unused).toEqual([]);
});

test('one file of lambda makes DynamoDB clients, and only the entry files import it', () => {
  const of = (wanted: (file: string) => boolean) =>
    sources.filter((file) => file.startsWith('lambda/') && wanted(file)).sort();
  expect(of((file) => readFileSync(file, 'utf8').includes('new DynamoDBClient('))).toEqual([
    'lambda/runtime/document-client.ts',
  ]);
  expect(of((file) => importsOf(file).includes('lambda/runtime/document-client.ts'))).toEqual(
    globSync('lambda/*.ts').sort(),
  );
});
