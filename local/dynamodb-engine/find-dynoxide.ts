import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** Inputs of the search for dynoxide. */
export interface Machine {
  readonly platform: string;
  readonly arch: string;
  /** Folders to search for programs, in the format of the variable PATH. */
  readonly path: string;
  /** The project's folder, with `package.json` and `node_modules`. */
  readonly root: string;
}

const thisMachine: Machine = {
  platform: process.platform,
  arch: process.arch,
  path: process.env['PATH'] ?? '',
  root: join(import.meta.dirname, '../..'),
};

/** Systems with a published package; `npm ci` installs only the one for Linux on x64. */
const published = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64'];

/**
 * Finds dynoxide on the PATH, otherwise in the npm package for this system, which is fetched if absent.
 *
 * @param say receives lines about the download; without it nothing is fetched
 */
export async function findDynoxide(
  say?: (line: string) => void,
  machine: Machine = thisMachine,
): Promise<string | undefined> {
  const system = `${machine.platform}-${machine.arch}`;
  const program = machine.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide';
  const packageIn = (folder: string) => join(folder, 'node_modules/@dynoxide', system, program);
  const packaged = packageIn(machine.root);
  const found = [
    ...machine.path
      .split(delimiter)
      .filter(Boolean)
      .map((folder) => join(folder, program)),
    // If this project is a package of an app, npm installs dynoxide in a folder above.
    ...foldersAbove(machine.root).map(packageIn),
  ].find(existsSync);
  if (found !== undefined || say === undefined || !published.includes(system)) return found;
  await fetchPackage(`@dynoxide/${system}@${versionIn(machine.root)}`, machine, say);
  return existsSync(packaged) ? packaged : undefined;
}

/** The folder and its parent folders, nearest first. */
function foldersAbove(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...foldersAbove(above)];
}

/** The tested version, which is the one for Linux on x64; the published package only names it in `config`. */
function versionIn(root: string): string {
  const { optionalDependencies, config } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    optionalDependencies?: Record<string, string>;
    config?: { dynoxide?: string };
  };
  return optionalDependencies?.['@dynoxide/linux-x64'] ?? config?.dynoxide ?? 'latest';
}

async function fetchPackage(name: string, { platform, path, root }: Machine, say: (line: string) => void) {
  say(`There is no database engine yet: fetching ${name} with npm …`);
  // Neither `package.json` nor the lock file changes. By default npm retries for minutes without a network.
  const args = ['install', name, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--fetch-retries=1'];
  const windows = platform === 'win32';
  try {
    await promisify(execFile)(windows ? 'npm.cmd' : 'npm', args, {
      cwd: root,
      env: { ...process.env, PATH: path },
      shell: windows,
      timeout: 120_000,
    });
  } catch (error) {
    say(`npm could not fetch ${name}: ${reasonOf(error as Error & { stderr?: string })}`);
  }
}

/** The first line of npm's output that describes the failure, rather than its code. */
function reasonOf({ message, stderr = '' }: Error & { stderr?: string }): string {
  const lines = stderr.split('\n').flatMap((line) => /^npm error (?!code )(\S.*)/.exec(line)?.slice(1) ?? []);
  return lines[0] ?? message;
}
