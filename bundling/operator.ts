/** `node bundling/operator.ts <folder>`: the operator's command line for those who install the package, in JavaScript that needs no other. */
import { copyFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Usage: node bundling/operator.ts <folder>');
const outdir = resolve(folder);
const projectRoot = join(import.meta.dirname, '..');

await build({
  absWorkingDir: projectRoot,
  entryPoints: { ratings: 'bin/ratings.ts' },
  outdir,
  bundle: true,
  // What only a clone can do, such as `--local`, stays out of the way.
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  minify: true,
  legalComments: 'linked',
  mainFields: ['module', 'main'],
  outExtension: { '.js': '.mjs' },
  // For libraries that are no ES modules.
  banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
  logLevel: 'warning',
});
for (const name of ['page.css', 'page.js'])
  copyFileSync(join(projectRoot, 'operator/report', name), join(outdir, name));
