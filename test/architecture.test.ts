import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** Allowed imports of each part, from the layout in docs/design.md. First match wins; a file's own folder is always allowed. */
const RULES: { files: RegExp; may: RegExp }[] = [
  { files: /^lambda\/domain\//, may: /^lambda\/domain\// },
  { files: /^lambda\/storage\//, may: /^(lambda\/(domain|storage)\/|@aws-sdk\/|node:)/ },
  { files: /^lambda\/table-pass\//, may: /^(lambda\/(domain|storage|table-pass)\/|@aws-sdk\/lib-dynamodb$|node:)/ },
  { files: /^lambda\/http\//, may: /^(lambda\/(domain|http)\/|aws-lambda$|jose$|altcha-lib|node:)/ },
  {
    files: /^lambda\/runtime\//,
    may: /^(lambda\/(domain|runtime)\/|@aws-sdk\/|@aws-lambda-powertools\/|re2js$|node:)/,
  },
  { files: /^lambda\/[^/]+\.ts$/, may: /^(lambda\/|aws-lambda$)/ },
  { files: /^(lib\/|bin\/app\.ts$)/, may: /^(lib\/|aws-cdk-lib|constructs$|cdk-nag$|re2js$|node:)/ },
  { files: /^widget\/build\.ts$/, may: /^(esbuild$|terser$|node:)/ },
  {
    files: /^widget\/package\/(build|manifest)\.ts$/,
    may: /^(widget\/|esbuild$|@custom-elements-manifest\/analyzer$|node:)/,
  },
  // Types that extend the frameworks' own types.
  { files: /^widget\/package\/types\//, may: /^(widget\/|react$|preact$|solid-js$|svelte\/elements$|vue$)/ },
  { files: /^widget\//, may: /^(widget\/|altcha-lib)/ },
  { files: /^bin\/ratings\.ts$/, may: /^(operator\/|node:)/ },
  // The only two that may import the local system: one opens its table, one prints its errors.
  {
    files: /^operator\/(table\/local-table|program)\.ts$/,
    may: /^(operator\/|lambda\/(domain|storage)\/|local\/|package\.json$|@aws-sdk\/|commander$|node:)/,
  },
  {
    files: /^operator\//,
    may: /^(operator\/|lambda\/(domain|storage|runtime)\/|@aws-sdk\/|commander$|csv-parse$|csv-stringify\/sync$|fastest-levenshtein$|saxes$|node:)/,
  },
  // Stand-ins replace modules of the SDK.
  { files: /^bundling\/stand-ins\//, may: /^(@aws-sdk\/|@smithy\/|node:)/ },
  // Synthesizes the stack; elsewhere the CDK's command line does.
  { files: /^bundling\/release\.ts$/, may: /^(lib\/|bundling\/(zip-folder|release-readme)\.ts$|aws-cdk-lib$|node:)/ },
  { files: /^bundling\//, may: /^(bundling\/|widget\/|esbuild$|fflate$|node:)/ },
  { files: /^local\//, may: /^(?!lambda\/|lib\/|bin\/)/ },
];

const sources = globSync('{bin,bundling,lib,lambda,widget,local,operator}/**/*.ts');

function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
  return importedFiles.map(({ fileName }) =>
    fileName.startsWith('.') ? normalize(join(dirname(file), fileName)) : fileName,
  );
}

test.each(sources)('%s imports only what its folder may import', (file) => {
  const rule = RULES.find(({ files }) => files.test(file));
  expect(rule).toBeDefined();
  expect(importsOf(file).filter((imported) => !rule?.may.test(imported))).toEqual([]);
});

test('finds every part of the tree and its imports', () => {
  expect(new Set(sources.map((file) => file.split('/')[0]))).toEqual(
    new Set(['bin', 'bundling', 'lib', 'lambda', 'widget', 'local', 'operator']),
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

test('only the entry files create DynamoDB clients', () => {
  const makers = globSync('lambda/**/*.ts').filter((file) =>
    readFileSync(file, 'utf8').includes('new DynamoDBClient('),
  );
  expect(makers).toEqual(['lambda/runtime/document-client.ts']);
});
