/**
 * `node bundling/operator.ts <folder>`: the operator's command line for those who install the package, as
 * self-contained JavaScript.
 */
import { copyFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { stock } from './functions.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Usage: node bundling/operator.ts <folder>');
const outdir = resolve(folder);

await build({
  ...stock,
  // `watchdog` is a separate process, which `--local` starts.
  entryPoints: { ratings: 'bin/ratings.ts', watchdog: 'local/dynamodb-engine/watchdog.ts' },
  outdir,
  target: 'node20',
  sourcemap: false,
  legalComments: 'linked',
  // Code that only a clone can run, such as `--local`, stays in separate files.
  splitting: true,
  // For libraries that are not ES modules.
  banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
});
const report = join(import.meta.dirname, '../operator/report');
for (const name of ['page.css', 'page.js']) copyFileSync(join(report, name), join(outdir, name));
