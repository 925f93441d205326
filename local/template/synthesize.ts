import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { StartError } from '../errors/start-error.ts';
import { cdkContext } from './cdk-context.ts';

const projectRoot = join(import.meta.dirname, '../..');
const isWindows = process.platform === 'win32';
/** In the folder's name of an unfinished synthesis, after that of the finished one. */
const UNFINISHED = '-unfinished-';

/** Settings by their names in `cdk.json`, without the prefix `article-rating:`. */
export type Settings = Readonly<Record<string, string | number | boolean>>;

/**
 * Synthesizes the stack, bundles included, into `folder`: the files that `cdk deploy` would upload. Runs the app
 * directly, in half the time of `cdk synth`. Only the CDK's command line runs the policy checks.
 *
 * @param folder is replaced when the synthesis is complete; a run that was interrupted leaves nothing in it
 * @param settings override those of `cdk.json`
 * @throws {StartError} with the app's output if it fails
 */
export async function synthesize(
  folder: string,
  { signal, settings = {} }: { readonly signal?: AbortSignal; readonly settings?: Settings } = {},
): Promise<void> {
  signal?.throwIfAborted();
  removeUnfinished(folder);
  const unfinished = mkdtempSync(`${folder}${UNFINISHED}`);
  try {
    await runApp(environment(unfinished, settings), signal);
    rmSync(folder, { recursive: true, force: true });
    renameSync(join(unfinished, 'assembly'), folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Removes the folders that killed runs left behind. */
function removeUnfinished(folder: string): void {
  for (const name of readdirSync(dirname(folder))) {
    if (name.startsWith(basename(folder) + UNFINISHED))
      rmSync(join(dirname(folder), name), { recursive: true, force: true });
  }
}

async function runApp(env: NodeJS.ProcessEnv, signal: AbortSignal | undefined): Promise<void> {
  const child = spawn(process.execPath, ['bin/app.ts'], {
    cwd: projectRoot,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A separate process group, so that the process that builds the bundles can be ended with the app.
    detached: !isWindows,
    windowsHide: true,
  });
  const abort = () => kill(child);
  signal?.addEventListener('abort', abort);
  let output = '';
  const keep = (chunk: Buffer) => (output += chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const [code] = (await once(child, 'close')) as [number | null];
  signal?.removeEventListener('abort', abort);
  signal?.throwIfAborted();
  if (code !== 0) throw new StartError(`The stack cannot be synthesized:\n${output.trim()}`);
}

function kill(child: ChildProcess): void {
  try {
    if (isWindows) child.kill();
    else process.kill(-(child.pid ?? NaN), 'SIGKILL');
  } catch {
    // It has just ended.
  }
}

/**
 * This process's environment without AWS credentials, which would give the stack an account, and with the variables
 * that the CDK's command line sets.
 */
function environment(folder: string, settings: Settings): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(AWS|CDK)_/.test(name));
  const given = Object.entries(settings).map(([name, value]) => [`article-rating:${name}`, String(value)]);
  const temporary = join(folder, 'temporary');
  mkdirSync(temporary);
  return {
    ...Object.fromEntries(own),
    // The app's temporary folders are removed with this one, even if the app is killed.
    ...(isWindows ? { TEMP: temporary, TMP: temporary } : { TMPDIR: temporary }),
    CDK_OUTDIR: join(folder, 'assembly'),
    CDK_CONTEXT_JSON: JSON.stringify({ ...cdkContext(projectRoot, homedir()), ...Object.fromEntries(given) }),
    CDK_VALIDATION: 'false',
  };
}
