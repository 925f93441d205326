import { cpSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { widget, widgetOptions } from './widget-options.ts';
import { writeManifest } from './write-manifest.ts';

/** Replacements for code that works only in the script, not in a bundle. */
const replaced: Plugin = {
  name: 'replaced',
  setup(bundler) {
    bundler.onResolve({ filter: /^\..*\/(?:load|script-folder)\.ts$/ }, ({ path }) => ({
      path: join(widget, 'package', basename(path)),
    }));
  },
};

/**
 * Builds the widget's part of the npm package: the modules for bundlers, their types, and the manifests for editors.
 */
export async function buildWidgetPackage(folder: string): Promise<void> {
  const options: BuildOptions = {
    ...widgetOptions,
    outdir: folder,
    plugins: [replaced, ...widgetOptions.plugins],
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
