import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installedEngines } from '../../local/dynamodb-engine/start-engine.ts';
import { announceStorageEngines, givenEndpoint } from './storage-engines.ts';

const root = join(import.meta.dirname, '../..');

/** Does work once that every test process would otherwise repeat. */
export default async function globalSetup(): Promise<void> {
  // Halves the start of every program that a test runs.
  process.env['NODE_COMPILE_CACHE'] ??= join(root, 'node_modules/.cache/article-rating/compiled');
  buildBundles();
  await findEngines();
}

function buildBundles(): void {
  const folder = mkdtempSync(join(tmpdir(), 'article-rating-test-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  execFileSync(process.execPath, [join(root, 'bundling/main.ts'), folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  process.env['ARTICLE_RATING_BUNDLES'] = folder;
}

/** Finds the engines of the storage tests, and prints them. */
async function findEngines(): Promise<void> {
  const given = givenEndpoint();
  if (given !== undefined) {
    announceStorageEngines(['given']);
    process.stdout.write(`\nStorage tests run on the DynamoDB at ${given}\n`);
    return;
  }
  const kinds = await installedEngines();
  announceStorageEngines(kinds);
  const missing = (['dynoxide', 'dynamodb-local'] as const).filter((kind) => !kinds.includes(kind));
  process.stdout.write(
    `\nStorage tests run on: ${kinds.join(', ')}` +
      (missing.length > 0 ? `; not on ${missing.join(', ')}, which this machine lacks (docs/engines.md)\n` : '\n'),
  );
}
