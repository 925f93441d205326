import { createHash } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import { minify } from 'terser';
import { widget, widgetOptions } from './widget-options.ts';

/**
 * Parts that the script loads on demand, by name, with the folder of the source. A part follows the parts that it
 * loads. They share shortened names with the script, so their file names have a hash, and a script loads only the parts
 * of its own build.
 */
const PARTS = {
  'cast-vote': 'voting',
  voting: 'voting',
  controls: 'element',
  'hidden-results': 'features',
  'yes-no': 'features',
  distribution: 'features',
  badge: 'features',
  compact: 'features',
  'after-vote': 'features',
  'structured-data': 'features',
  extras: 'element',
};

/**
 * Builds the widget as it is served: `article-rating.js`, `lang/<code>.js` for each language, and the parts that a
 * browser loads on demand. The same source gives the same bytes.
 *
 * @param folder the output folder; created if absent
 */
export async function buildWidget(folder: string): Promise<void> {
  const languages = (await readdir(join(widget, 'texts/lang'))).map((file) => `lang/${basename(file, '.ts')}`);
  const alone: [name: string, folder: string][] = [
    ['article-rating-top', '.'],
    ['proof', 'voting'],
    ['proof-worker', 'voting'],
    ...languages.map((name): [string, string] => [name, 'texts']),
  ];
  // The script comes first to get the shortest names.
  const together: Bundle[] = [];
  for (const [name, room] of [['article-rating', '.'], ...Object.entries(PARTS)] as [string, string][])
    together.push(await bundle(name, room, together.at(-1)?.names));
  const [script, ...parts] = together as [Bundle, ...Bundle[]];
  const files = new Map<string, string>();
  // JSON-LD has names with an @ too.
  const located = (code: string) =>
    code.replace(/"@([\w-]+)"/g, (word, part: string) =>
      Object.hasOwn(PARTS, part) ? JSON.stringify(files.get(part)) : word,
    );
  for (const { name, code } of parts) {
    const text = located(code);
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 8);
    files.set(name, `article-rating.${name}.${hash}`);
    await write(folder, files.get(name)!, text);
  }
  await write(folder, script.name, located(script.code));
  await Promise.all(alone.map(async ([name, room]) => write(folder, name, (await bundle(name, room)).code)));
}

interface Bundle {
  readonly name: string;
  readonly code: string;
  /** Maps internal names to their short forms. */
  readonly names: Record<string, string | false>;
}

async function bundle(name: string, room: string, names: Record<string, string | false> = {}): Promise<Bundle> {
  const { outputFiles, mangleCache } = await build({
    ...widgetOptions,
    entryPoints: [join(room, `${name}.ts`)],
    mangleCache: names,
    write: false,
  });
  // Terser saves another two to three per cent.
  const { code = '' } = await minify(outputFiles[0]!.text, { module: true, ecma: 2020, compress: { passes: 3 } });
  return { name, code: `${code}\n`, names: mangleCache };
}

async function write(folder: string, name: string, code: string): Promise<void> {
  const path = join(folder, `${name}.js`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, code);
}
