// Runs `npm ci` when node_modules is absent or older than the lock file, so that `npm start` and `npm test`
// are enough on a fresh clone. Plain JavaScript for whatever Node the machine has: nothing is installed yet.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
// npm writes this file last, so an install that was interrupted counts as absent.
const installed = statSync(`${root}node_modules/.package-lock.json`, { throwIfNoEntry: false });
const locked = statSync(`${root}package-lock.json`);

if (!installed || installed.mtimeMs < locked.mtimeMs) {
  const why = installed ? 'package-lock.json is newer than node_modules' : 'node_modules is missing';
  console.log(`Installing packages (${why}): npm ci, which takes a minute or two …`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const result = spawnSync(npm, ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) {
    console.error('npm ci failed: the lines above say why.');
    process.exit(result.status ?? 1);
  }
}
