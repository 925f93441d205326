import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as analyzer from '@custom-elements-manifest/analyzer';

/** Exports of the analyzer that its types lack. */
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
 * Writes the manifests for editors and documentation tools: `custom-elements.json`
 * (https://github.com/webcomponents/custom-elements-manifest) and, for VS Code, `html-custom-data.json`
 * (https://code.visualstudio.com/api/extension-guides/custom-data-extension).
 */
export function writeManifest(widget: string, folder: string): void {
  const elements = [
    { file: 'element/article-rating-element.ts', module: 'index.js' },
    { file: 'element/article-rating-top-element.ts', module: 'top.js' },
  ].map(({ file, module }) => elementOf(join(widget, file), `dist/widget/${module}`));
  write(folder, 'custom-elements.json', {
    schemaVersion: '1.0.0',
    readme: '',
    modules: elements.map(({ module }) => module),
  });
  write(folder, 'html-custom-data.json', { version: 1.1, tags: elements.map(({ tag }) => tag) });
}

/** @param path the module of the package that defines the element */
function elementOf(file: string, path: string) {
  const { create, ts } = analyzer as unknown as Analyzer;
  const source = ts.createSourceFile(basename(file), readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  const [module] = create({ modules: [source], plugins: [] }).modules;
  const element = module?.declarations?.find(({ tagName }) => tagName !== undefined);
  if (element === undefined) throw new Error(`The analyzer found no element in ${file}.`);
  // Lists only public members.
  const members = element.members?.filter(({ privacy, name }) => privacy !== 'private' && !/_$|Callback$/.test(name));
  const { tagName, name, description, attributes = [] } = element;
  const exports = ['js', 'custom-element-definition'].map((kind) => ({
    kind,
    name: kind === 'js' ? name : tagName,
    declaration: { name, module: path },
  }));
  return {
    module: { kind: 'javascript-module', path, declarations: [{ ...element, members }], exports },
    tag: { name: tagName, description, attributes: attributes.map(dataOf) },
  };
}

function dataOf({ name, description, type }: Attribute) {
  const values = [...(type?.text ?? '').matchAll(/'([^']+)'/g)].map(([, value]) => ({ name: value }));
  return { name, description, ...(type?.text === 'boolean' ? { valueSet: 'v' } : values.length > 0 && { values }) };
}

function write(folder: string, name: string, value: object): void {
  writeFileSync(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
}
