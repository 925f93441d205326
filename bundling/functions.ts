import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import type { BuildOptions } from 'esbuild';
import { lazyBuiltinModules } from './lazy-builtin-modules.ts';
import { replaceSdkModules } from './replace-sdk-modules.ts';

const projectRoot = join(import.meta.dirname, '..');

/** The functions that answer visitors, by the names of their entry files under `lambda/`. */
export const apiFunctionNames = ['record-vote', 'get-ratings'] as const;

/** Node bundling without start-up optimisation: the baseline against which the trimming is measured. */
export const stock = {
  absWorkingDir: projectRoot,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  minify: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  // The SDK's ES modules shake down to 345 kB; its `main` entries, taken by default, to 548 kB.
  mainFields: ['module', 'main'],
  // Bundles the SDK too: the runtime's own copy loads more slowly and changes without a deploy.
  external: [],
  outExtension: { '.js': '.mjs' },
  logLevel: 'warning',
} satisfies BuildOptions;

/** Options that shorten the start. Reasons and gains: docs/adr/0011-sdk-trimmed-at-build-time.md. */
export const trimming = {
  plugins: [replaceSdkModules(), lazyBuiltinModules],
  // A dynamic import becomes a separate file, which is not read before it is needed.
  splitting: true,
  chunkNames: '[name]-[hash]',
} satisfies BuildOptions;

/**
 * Bundles each function as `<folder>/<name>/index.mjs` with its source map, and files for what it loads only when
 * needed, beside it. The same sources give the same bytes, wherever the folder is.
 */
export async function buildFunctions(folder: string, options: BuildOptions = { ...stock, ...trimming }): Promise<void> {
  await Promise.all(apiFunctionNames.map((name) => buildFunction(name, join(folder, name), options)));
}

/**
 * Bundles the function that makes passes over the table, with the untrimmed SDK: start-up time and maps do not matter.
 */
export async function buildTablePass(folder: string): Promise<void> {
  const name = 'table-pass';
  await buildFunction(name, join(folder, name), {
    ...{ ...stock, sourcemap: false },
    ...{ splitting: true, chunkNames: '[name]-[hash]' },
  });
}

async function buildFunction(name: string, outdir: string, options: BuildOptions): Promise<void> {
  const entryPoints = { index: join('lambda', `${name}.ts`) };
  const { outputFiles } = await build({ ...options, entryPoints, outdir, write: false });
  await mkdir(outdir, { recursive: true });
  for (const { path, text } of outputFiles) {
    await writeFile(path, path.endsWith('.map') ? withSourcesFromRoot(text, dirname(path)) : text);
  }
}

/** Makes source paths relative to the project: esbuild makes them relative to the output folder, which is temporary. */
function withSourcesFromRoot(text: string, folder: string): string {
  const map = JSON.parse(text) as { sources: string[] };
  return JSON.stringify({
    ...map,
    sources: map.sources.map((source) =>
      // Plugin output has no path.
      /^[\w-]+:/.test(source) ? source : relative(projectRoot, resolve(folder, source)).replaceAll('\\', '/'),
    ),
  });
}
