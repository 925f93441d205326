import { join } from 'node:path';
import { build } from 'esbuild';
import { stock, trimming } from '../../../bundling/functions.ts';

// Its CommonJS code loads built-in modules with `require`.
const require = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`;

/** The clients that make the same four calls, each bundled as the functions are. */
export const CLIENTS = {
  'the SDK, stock bundle': { file: 'sdk', options: stock },
  'the SDK, as deployed': { file: 'sdk', options: { ...stock, ...trimming } },
  '@aws-lite/client': { file: 'aws-lite', options: { ...stock, banner: { js: require } } },
} as const;

/** @returns the folder of each client's function, by the client's name */
export async function buildClients(folder: string): Promise<Map<string, string>> {
  const folders = new Map<string, string>();
  for (const [index, [name, { file, options }]] of Object.entries(CLIENTS).entries()) {
    const home = join(folder, `client-${index}`);
    const entryPoints = { index: join(import.meta.dirname, `${file}.ts`) };
    await build({ ...options, entryPoints, outdir: join(home, 'record-vote') });
    folders.set(name, home);
  }
  return folders;
}
