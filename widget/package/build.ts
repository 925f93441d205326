import { cpSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { INTERNAL, minifiedStyles } from '../build.ts';
import { writeManifest } from './manifest.ts';

const here = import.meta.dirname;
const widget = join(here, '..');

/** Replacements for script code that a bundler needs to see, or would get wrong. */
const replaced: Plugin = {
  name: 'replaced',
  setup(bundler) {
    bundler.onResolve({ filter: /^\.\.?\/(?:load|home)\.ts$/ }, ({ path }) => ({ path: join(here, basename(path)) }));
  },
};

/** The widget for those who bundle it, with its types and what editors read of it. */
export async function buildPackage(folder: string): Promise<void> {
  const options: BuildOptions = {
    absWorkingDir: widget,
    outdir: folder,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    minify: true,
    legalComments: 'none',
    mangleProps: INTERNAL,
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    plugins: [replaced, minifiedStyles],
  };
  await build({
    ...options,
    entryPoints: { index: 'article-rating.ts' },
    splitting: true,
    chunkNames: '[name]-[hash]',
  });
  // A bundler copies a worker's file as it is, so it must be whole.
  await build({ ...options, entryPoints: { 'proof-worker': 'proof-worker.ts', top: 'article-rating-top.ts' } });
  cpSync(join(widget, 'types.ts'), join(folder, 'types.d.ts'));
  cpSync(join(here, 'types'), folder, { recursive: true });
  writeFileSync(join(folder, 'types-only.js'), 'export {};\n');
  writeManifest(widget, folder);
}
