import { globSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Removes bundles of earlier test runs. The code that makes them cannot remove them on exit: jest's sandbox does not pass on the
 * exit event of the process.
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
