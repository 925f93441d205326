import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { StartError } from '../errors/start-error.ts';

const projectRoot = join(import.meta.dirname, '../..');

/**
 * Synthesizes the stack, bundles included, into `folder`: the files that `cdk deploy` would upload.
 *
 * @param settings settings that override those of `cdk.json`, by their names there
 *
 * @returns the CDK's output
 * @throws {StartError} with that output if it fails
 */
export async function synthesize(
  folder: string,
  {
    signal,
    settings = {},
  }: { readonly signal?: AbortSignal; readonly settings?: Readonly<Record<string, string | number | boolean>> } = {},
): Promise<string> {
  signal?.throwIfAborted();
  const cdk = join(dirname(createRequire(import.meta.url).resolve('aws-cdk/package.json')), 'bin', 'cdk');
  const context = Object.entries(settings).flatMap(([name, value]) => ['-c', `article-rating:${name}=${value}`]);
  const child = spawn(process.execPath, [cdk, 'synth', '--quiet', '--output', folder, ...context], {
    cwd: projectRoot,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A separate process group, so that the CDK's app can be ended with the CDK.
    detached: true,
  });
  const abort = () => child.pid && process.kill(-child.pid, 'SIGKILL');
  signal?.addEventListener('abort', abort);
  let output = '';
  const keep = (chunk: Buffer) => (output += chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const [code] = (await once(child, 'close')) as [number | null];
  signal?.removeEventListener('abort', abort);
  signal?.throwIfAborted();
  if (code !== 0) throw new StartError(`The stack cannot be synthesized:\n${withoutExit(output)}`);
  return output;
}

/** The app's output, without the CDK's line about its exit. */
function withoutExit(output: string): string {
  return output.replace(/^.*Subprocess exited with error \d+\s*$/m, '').trim();
}

/** This process's environment without AWS credentials: `cdk synth` would look up the account over the network. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(AWS|CDK)_/.test(name));
  return {
    ...Object.fromEntries(own),
    // Makes the `node` in `cdk.json` the Node that runs this process.
    PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: join(projectRoot, 'no-such-file'),
    AWS_SHARED_CREDENTIALS_FILE: join(projectRoot, 'no-such-file'),
  };
}
