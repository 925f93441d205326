import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, transform, type Plugin } from 'esbuild';

const here = import.meta.dirname;

/**
 * Builds the widget as it is served: `article-rating.js` and, for each language, `lang/<code>.js`.
 * The same source gives the same bytes.
 *
 * @param folder where the files go; it is made if need be
 */
export async function buildWidget(folder: string): Promise<void> {
  const languages = await readdir(join(here, 'lang'));
  await build({
    absWorkingDir: here,
    entryPoints: ['article-rating.ts', ...languages.map((file) => `lang/${file}`)],
    outdir: folder,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    minify: true,
    legalComments: 'none',
    mangleProps: INTERNAL,
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    plugins: [minifiedStyles],
  });
}

/** Names that only the widget's own modules use: they take a letter each. None may be part of the public types. */
export const INTERNAL =
  /^(actor|again|giveUp|send|storageKey|begin|choice|choose|outcome|emit|enter|exit|fail|failure|fresh|cell|shade|input|receive|render|restore|inFlight|update|waiting|wanted|widgets)$/;

/** Minifies the style sheet, which esbuild sees only as a string. */
const minifiedStyles: Plugin = {
  name: 'minified-styles',
  setup(bundler) {
    bundler.onLoad({ filter: /\/styles\.ts$/ }, async ({ path }) => {
      const [, css = ''] = /`([^`]*)`/.exec(await readFile(path, 'utf8')) ?? [];
      const { code } = await transform(css, {
        loader: 'css',
        minify: true,
        target: ['chrome111', 'firefox121', 'safari16.4'],
      });
      return { contents: `export const styles = ${JSON.stringify(code.trim())}`, loader: 'ts' };
    });
  },
};
