import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as analyzer from '@custom-elements-manifest/analyzer';

/** What the analyzer exports and its types leave out. */
interface Analyzer {
  readonly create: (options: { modules: unknown[]; plugins: unknown[] }) => Manifest;
  readonly ts: {
    readonly createSourceFile: (name: string, text: string, target: number, setParents: boolean) => unknown;
    readonly ScriptTarget: { readonly ES2022: number };
  };
}

interface Manifest {
  readonly modules: readonly { readonly declarations?: readonly Declaration[] }[];
}

interface Described {
  readonly name: string;
  readonly description?: string;
}

interface Attribute extends Described {
  readonly type?: { readonly text: string };
}

interface Declaration extends Described {
  readonly tagName?: string;
  readonly members?: readonly { readonly privacy?: string; readonly name: string }[];
  readonly attributes?: readonly Attribute[];
}

/**
 * Writes what editors and documentation tools read of the element: `custom-elements.json`
 * (https://github.com/webcomponents/custom-elements-manifest) and, for VS Code, `html-custom-data.json`
 * (https://code.visualstudio.com/api/extension-guides/custom-data-extension).
 */
export function writeManifest(widget: string, folder: string): void {
  const { create, ts } = analyzer as unknown as Analyzer;
  const modules = ['article-rating-element.ts', 'article-rating.ts'].map((file) =>
    ts.createSourceFile(file, readFileSync(join(widget, file), 'utf8'), ts.ScriptTarget.ES2022, true),
  );
  const manifest = create({ modules, plugins: [] });
  const element = manifest.modules[0]?.declarations?.find(({ tagName }) => tagName === 'article-rating');
  if (element === undefined) throw new Error('The analyzer did not find <article-rating>.');
  // Both names are of the one file that the package has, and only what pages may use is told.
  const members = element.members?.filter(({ privacy, name }) => privacy !== 'private' && !/_$|Callback$/.test(name));
  const exports = ['js', 'custom-element-definition'].map((kind) => ({
    kind,
    name: kind === 'js' ? element.name : element.tagName,
    declaration: { name: element.name, module: 'dist/widget/index.js' },
  }));
  const path = 'dist/widget/index.js';
  const told = {
    ...manifest,
    modules: [{ kind: 'javascript-module', path, declarations: [{ ...element, members }], exports }],
  };
  write(folder, 'custom-elements.json', told);
  const { tagName: name, description, attributes = [] } = element;
  write(folder, 'html-custom-data.json', {
    version: 1.1,
    tags: [{ name, description, attributes: attributes.map(dataOf) }],
  });
}

function dataOf({ name, description, type }: Attribute) {
  const values = [...(type?.text ?? '').matchAll(/'([^']+)'/g)].map(([, value]) => ({ name: value }));
  return { name, description, ...(type?.text === 'boolean' ? { valueSet: 'v' } : values.length > 0 && { values }) };
}

function write(folder: string, name: string, value: object): void {
  writeFileSync(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
}
