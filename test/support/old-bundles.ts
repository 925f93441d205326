import { globSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Removes the bundles that processes of earlier test runs have left: in a test's sandbox, the exit of its process is not told to the
 * code that makes them.
 */
export function removeOldBundles(): void {
  for (const folder of globSync(join(tmpdir(), 'article-rating-bundles-*-*'))) {
    const [, pid = ''] = /bundles-(\d+)-\w+$/.exec(folder) ?? [];
    if (pid !== '' && !isAlive(Number(pid))) rmSync(folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
