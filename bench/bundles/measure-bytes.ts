import { globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildFunctions, apiFunctionNames, stock } from '../../bundling/functions.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { buildWidget } from '../../bundling/widget/build-widget.ts';
import type { Row } from '../results/row.ts';

/**
 * Bytes that each function reads at a start, compared with the stock bundle, and bytes that a page loads for the
 * widget.
 */
export async function measureBytes(): Promise<Row[]> {
  using folder = temporaryFolder();
  const [deployed, original, widget] = ['deployed', 'stock', 'widget'].map((name) => join(folder.path, name)) as [
    string,
    string,
    string,
  ];
  await Promise.all([buildFunctions(deployed), buildFunctions(original, stock), buildWidget(widget)]);
  const bytes = (home: string, name: string) => bytesRead(join(home, name, 'index.mjs'));
  const functions = apiFunctionNames.map((name): Row => {
    const [value, floor] = [bytes(deployed, name), bytes(original, name)];
    const what = `${name}, bundle`;
    return {
      group: 'bytes',
      what,
      value,
      unit: 'B',
      floor: { what: 'stock bundle', value: floor },
      ratio: value / floor,
    };
  });
  const gzipped = (file: string) => gzipSync(readFileSync(file)).length;
  const languages = globSync(join(widget, 'lang/*.js')).map(gzipped);
  return [
    ...functions,
    {
      group: 'bytes',
      what: 'widget with English, gzipped, in one request',
      value: gzipped(join(widget, 'article-rating.js')),
      unit: 'B',
      goal: { atMost: 5000 },
    },
    {
      group: 'bytes',
      what: 'largest other language, gzipped, in a second request',
      value: Math.max(...languages),
      unit: 'B',
    },
  ];
}

/** Size of the file and its static imports. */
function bytesRead(file: string): number {
  const text = readFileSync(file, 'utf8');
  const imports = [...text.matchAll(/\b(?:import|from)"(\.\/[\w-]+\.mjs)"/g)].map(([, path = '']) => path);
  return statSync(file).size + imports.reduce((sum, path) => sum + bytesRead(join(dirname(file), path)), 0);
}
