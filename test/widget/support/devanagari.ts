import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const file = createRequire(import.meta.url).resolve(
  '@fontsource/noto-sans-devanagari/files/noto-sans-devanagari-devanagari-400-normal.woff2',
);

/**
 * A style rule that gives a page the font "Devanagari". Many test machines have none; there Firefox draws Hindi as
 * boxes that are wider than its letters.
 */
export const devanagari = `@font-face {
  font-family: Devanagari;
  src: url(data:font/woff2;base64,${readFileSync(file, 'base64')});
  unicode-range: U+900-97F;
}`;
