import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { build } from 'esbuild';

const projectRoot = join(import.meta.dirname, '..');

/** The functions, by the names of their entry files under `lambda/`. */
export const functionNames = ['record-vote', 'get-ratings'] as const;

/**
 * Bundles each function as `<folder>/<name>/index.mjs` with its source map beside it.
 * The same sources give the same bytes, wherever the folder is.
 */
export async function buildFunctions(folder: string): Promise<void> {
  await Promise.all(functionNames.map((name) => buildFunction(name, join(folder, name, 'index.mjs'))));
}

async function buildFunction(name: string, outfile: string): Promise<void> {
  const { outputFiles } = await build({
    absWorkingDir: projectRoot,
    entryPoints: [join('lambda', `${name}.ts`)],
    outfile,
    write: false,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    minify: true,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    // The SDK's ES modules shake down to 345 kB; its `main` entries, taken by default, to 548 kB.
    mainFields: ['module', 'main'],
    // Bundled with the rest, the SDK too: the runtime's own loads slower and changes without a deploy.
    external: [],
    logLevel: 'warning',
  });
  await mkdir(dirname(outfile), { recursive: true });
  for (const { path, text } of outputFiles) {
    await writeFile(path, path.endsWith('.map') ? withSourcesFromRoot(text, dirname(path)) : text);
  }
}

/** Sources named from the project's root: esbuild names them from the folder of the output, which is a temporary one. */
function withSourcesFromRoot(text: string, folder: string): string {
  const map = JSON.parse(text) as { sources: string[] };
  return JSON.stringify({
    ...map,
    sources: map.sources.map((source) => relative(projectRoot, resolve(folder, source)).replaceAll('\\', '/')),
  });
}
