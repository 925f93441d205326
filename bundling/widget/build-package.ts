import { cpSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { INTERNAL, minifiedStyles } from './build-widget.ts';
import { writeManifest } from './write-manifest.ts';

const widget = join(import.meta.dirname, '../../widget');

/** Replacements for code that works only in the script, not in a bundle. */
const replaced: Plugin = {
  name: 'replaced',
  setup(bundler) {
    bundler.onResolve({ filter: /^\..*\/(?:load|script-folder)\.ts$/ }, ({ path }) => ({
      path: join(widget, 'package', basename(path)),
    }));
  },
};

/** Builds the npm package: the widget for bundlers, its types and the manifests for editors. */
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
  // A bundler copies a worker's file unchanged, so the file must be self-contained.
  await build({ ...options, entryPoints: { 'proof-worker': 'voting/proof-worker.ts', top: 'article-rating-top.ts' } });
  cpSync(join(widget, 'types.ts'), join(folder, 'types.d.ts'));
  cpSync(join(widget, 'package/types'), folder, { recursive: true });
  writeFileSync(join(folder, 'types-only.js'), 'export {};\n');
  writeManifest(widget, folder);
}
