import { globSync, readFileSync } from 'node:fs';
import { circlesIn, importsOf, ownImportsOf, sources } from './support/source-imports.ts';

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

test('there are no import cycles, not even of types', () => {
  expect(circlesIn(new Map(sources.map((file) => [file, ownImportsOf(file)])))).toEqual([]);
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
