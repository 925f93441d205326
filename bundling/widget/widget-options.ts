import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { minifiedStyles } from './minified-styles.ts';

/** The folder of the widget's sources. */
export const widget = join(import.meta.dirname, '../../widget');

/** Names that only the widget's own modules use; the build shortens them. */
export const INTERNAL = /_$/;

/** esbuild's options for the widget, as it is served and as a package. */
export const widgetOptions = {
  absWorkingDir: widget,
  bundle: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  minify: true,
  legalComments: 'none',
  mangleProps: INTERNAL,
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  plugins: [minifiedStyles],
} satisfies BuildOptions;
