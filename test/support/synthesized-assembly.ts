import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { lockFile } from '../../local/data-folder/file-lock.ts';
import { synthesize, type Settings } from '../../local/template/synthesize.ts';

export interface Assembly {
  /** The output folder of the synthesis. */
  readonly folder: string;
}

const projectRoot = join(import.meta.dirname, '../..');
const cache = join(projectRoot, 'node_modules/.cache/article-rating');
const sources = [
  'bin/app.ts',
  '{bundling,lib,lambda,widget}/**/*.ts',
  'local/template/{synthesize,cdk-context}.ts',
  'edge/**',
  'docs/openapi.json',
  'demo/**',
  'cdk{,.context}.json',
  'package-lock.json',
  'tsconfig.json',
];

export type GivenSettings = Settings;

/** Synthesizes the stack with its bundles, and caches the assembly by the hash of sources and settings. */
export async function synthesizedAssembly(settings: GivenSettings = {}): Promise<Assembly> {
  const home = join(cache, `assembly-${hashOfSources(settings)}`);
  mkdirSync(cache, { recursive: true });
  // Other test workers may be synthesizing before this one, each for a minute if the machine is busy.
  using lock = lockFile(join(cache, 'assembly.lock'), 600_000);
  if (lock === undefined) throw new Error('Another test run has been synthesizing for ten minutes.');
  if (!existsSync(home)) await make(home, settings);
  return { folder: home };
}

async function make(home: string, settings: GivenSettings): Promise<void> {
  for (const old of globSync(join(cache, 'assembly-*'))) {
    // Another test run may still use a more recent one.
    if (Date.now() - statSync(old).mtimeMs > 3_600_000) rmSync(old, { recursive: true });
  }
  await synthesize(home, { settings });
}

function hashOfSources(settings: GivenSettings): string {
  const hash = createHash('sha256').update(JSON.stringify(settings));
  for (const file of globSync(sources, { cwd: projectRoot }).sort()) {
    if (!statSync(join(projectRoot, file)).isFile()) continue;
    hash.update(`${file}\0`).update(readFileSync(join(projectRoot, file)));
  }
  return hash.digest('hex').slice(0, 16);
}
