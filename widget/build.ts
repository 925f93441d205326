import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build, transform, type OutputFile, type Plugin } from 'esbuild';
import { minify } from 'terser';

const here = import.meta.dirname;

/**
 * Builds the widget as it is served: `article-rating.js`; for each language, `lang/<code>.js`; and what a browser loads only
 * when a service asks for a proof of work.
 * The same source gives the same bytes.
 *
 * @param folder where the files go; it is made if need be
 */
export async function buildWidget(folder: string): Promise<void> {
  const languages = await readdir(join(here, 'lang'));
  const { outputFiles } = await build({
    absWorkingDir: here,
    entryPoints: ['article-rating.ts', 'proof.ts', 'proof-worker.ts', ...languages.map((file) => `lang/${file}`)],
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
    write: false,
  });
  await Promise.all(outputFiles.map(writeSmaller));
}

/** Terser finds another two to three per cent. */
async function writeSmaller({ path, text }: OutputFile): Promise<void> {
  const { code = '' } = await minify(text, { module: true, ecma: 2020, compress: { passes: 3 } });
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${code}\n`);
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
