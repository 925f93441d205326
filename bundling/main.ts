/** `node bundling/main.ts <folder>`: builds all deployed files outside the template. */
import { cp } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { buildFunctions, buildTablePass } from './functions.ts';
import { buildSite } from './site.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Usage: node bundling/main.ts <folder>');
const root = resolve(folder);
await Promise.all([
  buildFunctions(join(root, 'functions')),
  buildTablePass(join(root, 'functions')),
  buildSite(root),
  // Copied unbundled: CloudFront Functions are limited to 10 kB.
  cp(join(import.meta.dirname, '../edge'), join(root, 'edge'), { recursive: true }),
]);
