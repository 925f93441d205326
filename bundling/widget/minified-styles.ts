import { readFile } from 'node:fs/promises';
import { transform, type Plugin } from 'esbuild';

/** Minifies the style sheets, which esbuild sees only as strings. */
export const minifiedStyles: Plugin = {
  name: 'minified-styles',
  setup(bundler) {
    bundler.onLoad({ filter: /styles\.ts$/ }, async ({ path }) => {
      const [, name, css = ''] = /const (\w+)[^`]*`([^`]*)`/.exec(await readFile(path, 'utf8')) ?? [];
      const { code } = await transform(css, {
        loader: 'css',
        minify: true,
        target: ['chrome111', 'firefox121', 'safari16.4'],
      });
      // Spaces that esbuild leaves, in `var(--size, 2em)` and `1 / 1`.
      const text = code.trim().replace(/ ?([,/]) /g, '$1');
      return { contents: `export const ${name} = ${JSON.stringify(text)}`, loader: 'ts' };
    });
  },
};
