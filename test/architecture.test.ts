import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

interface Entry {
  readonly files: readonly RegExp[];
  readonly may: readonly RegExp[];
}

/** The list of allowed imports in docs/design.md: every code span is a pattern. */
function entries(): Entry[] {
  const [, after = ''] = readFileSync('docs/design.md', 'utf8').split(/^Code may import.*\n\n/m);
  const [list = ''] = after.split('\n\n');
  return list
    .split(/^- /m)
    .slice(1)
    .map((entry) => {
      const [files = '', imports = ''] = entry.split(/\smay\simport\s/);
      return { files: patternsIn(files), may: patternsIn(imports) };
    });
}

function patternsIn(text: string): RegExp[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, path = '']) => {
    const escaped = path.replace(/[.+?^$()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*');
    return new RegExp(`^${escaped}${path.endsWith('/') ? '' : '$'}`);
  });
}

const ENTRIES = entries();
const sources = globSync('{bin,bundling,edge,lib,lambda,widget,local,operator,bench}/**/*.{ts,js,mjs}');

function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
  return importedFiles.map(({ fileName }) =>
    fileName.startsWith('.') ? normalize(join(dirname(file), fileName)) : fileName,
  );
}

const matches = (patterns: readonly RegExp[], text: string) => patterns.some((pattern) => pattern.test(text));

test.each(sources)('%s imports only what its folder may import', (file) => {
  const entry = ENTRIES.find(({ files }) => matches(files, file));
  if (entry === undefined) throw new Error(`No entry of the list fits ${file}.`);
  expect(importsOf(file).filter((imported) => !matches([...entry.files, ...entry.may], imported))).toEqual([]);
});

test('finds every part of the tree and its imports', () => {
  expect(new Set(sources.map((file) => file.split('/')[0]))).toEqual(
    new Set(['bin', 'bundling', 'edge', 'lib', 'lambda', 'widget', 'local', 'operator', 'bench']),
  );
  expect(importsOf('lambda/record-vote.ts')).toContain('lambda/http/post-vote.ts');
});

/** The circles of a graph, each as `a -> b -> a`. */
function circlesIn(graph: ReadonlyMap<string, Iterable<string>>): string[] {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (node: string, path: readonly string[]) => {
    if (path.includes(node)) circles.push([...path.slice(path.indexOf(node)), node].join(' -> '));
    if (done.has(node)) return;
    done.add(node);
    for (const each of graph.get(node) ?? []) visit(each, [...path, node]);
  };
  for (const node of graph.keys()) visit(node, []);
  return circles;
}

const ownImportsOf = (file: string) => importsOf(file).filter((each) => sources.includes(each));

test('there are no import cycles, not even of types', () => {
  expect(circlesIn(new Map(sources.map((file) => [file, ownImportsOf(file)])))).toEqual([]);
});

test('folders of one part of the tree import each other in one direction', () => {
  const room = (file: string) => {
    const folders = dirname(file).split('/');
    return folders.length === 1 ? file : folders.slice(0, file.startsWith('lambda/storage/') ? 3 : 2).join('/');
  };
  const rooms = new Map<string, Set<string>>();
  for (const file of sources.filter((each) => /^(lib|lambda|operator|widget|local|bench)\//.test(each))) {
    const others = ownImportsOf(file)
      .map(room)
      .filter((each) => each !== room(file));
    rooms.set(room(file), new Set([...(rooms.get(room(file)) ?? []), ...others]));
  }
  expect(rooms.size).toBeGreaterThan(35);
  expect(circlesIn(rooms)).toEqual([]);
});

test('every pattern in the list matches a file or an import', () => {
  const unused = ENTRIES.flatMap((entry) => {
    const own = sources.filter((file) => ENTRIES.find(({ files }) => matches(files, file)) === entry);
    const imports = own.flatMap(importsOf);
    return [
      ...entry.files.filter((pattern) => !own.some((file) => pattern.test(file))),
      ...entry.may.filter((pattern) => !imports.some((imported) => pattern.test(imported))),
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
