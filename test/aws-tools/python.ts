import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const cache = join(import.meta.dirname, '../../node_modules/.cache/article-rating');

/** Whether this machine has a Python that can create virtual environments. */
export function hasPython(): boolean {
  return spawnSync('python3', ['-m', 'venv', '--help']).status === 0;
}

/**
 * The folder with the programs of a PyPI package, such as `cfn-lint==1.58.0`. The package is installed once, in a
 * virtual environment that is kept for the next run.
 */
export function pythonPackage(requirement: string): string {
  const folder = join(cache, requirement.replace(/[^\w.-]+/g, '-'));
  const done = join(folder, 'installed');
  const programs = join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
  if (existsSync(done)) return programs;
  process.stderr.write(`Installing ${requirement} …\n`);
  mkdirSync(cache, { recursive: true });
  execFileSync('python3', ['-m', 'venv', folder]);
  execFileSync(join(programs, 'pip'), ['install', '-q', '--disable-pip-version-check', requirement], {
    stdio: 'inherit',
  });
  writeFileSync(done, '');
  return programs;
}
