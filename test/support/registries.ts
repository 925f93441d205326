import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder.ts';

type Registry = 'npm' | 'PyPI';

const known = new Map<Registry, boolean>();

/** Whether a small package can be fetched. Recipes cannot be tested without their registry. */
export function reaches(registry: Registry): boolean {
  let reached = known.get(registry);
  if (reached === undefined) known.set(registry, (reached = registry === 'npm' ? reachesNpm() : reachesPyPI()));
  return reached;
}

function reachesNpm(): boolean {
  return spawnSync('npm', ['view', 'react@19.3.1', 'version'], { shell: true }).status === 0;
}

function reachesPyPI(): boolean {
  using folder = temporaryFolder();
  const made = spawnSync('python3', ['-m', 'venv', folder.path]);
  const pip = join(folder.path, 'bin/pip');
  return (
    made.status === 0 && spawnSync(pip, ['download', '-q', '--no-deps', '-d', folder.path, 'six==1.17.0']).status === 0
  );
}
