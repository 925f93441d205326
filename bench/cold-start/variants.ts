import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { buildFunctions, apiFunctionNames, stock, trimming } from '../../bundling/functions.ts';
import { replaceSdkModules } from '../../bundling/replace-sdk-modules.ts';

/** A way to bundle the functions. */
export interface Variant {
  readonly name: string;
  readonly options: BuildOptions;
}

/** From the stock bundle to the deployed one; each step includes the steps before it. */
export const steps: readonly Variant[] = [
  { name: 'stock bundle', options: stock },
  { name: '+ a client of the needed parts', options: { ...stock, plugins: [replaceSdkModules()] } },
  { name: '+ built-in modules as they are', options: { ...stock, plugins: trimming.plugins } },
  { name: '+ separate files for what is rarely needed', options: { ...stock, ...trimming } },
];

/** @returns the folder of each variant's functions by its name, and `empty`, the folder of functions that do nothing */
export async function buildVariants(folder: string, variants: readonly Variant[]): Promise<Map<string, string>> {
  const folders = new Map<string, string>();
  for (const [index, { name, options }] of variants.entries()) {
    const home = join(folder, String(index));
    await buildFunctions(home, options);
    folders.set(name, home);
  }
  const empty = join(folder, 'empty');
  for (const name of apiFunctionNames) {
    await mkdir(join(empty, name), { recursive: true });
    await writeFile(join(empty, name, 'index.mjs'), 'export const handler = async () => ({ statusCode: 200 });');
  }
  return folders.set('empty', empty);
}
