import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { FunctionDefinition } from '../../local/template/functions.ts';
import { RuntimeApi } from './runtime-api.ts';
import type { Answer } from './runtime-api.ts';

const VERSION = '3.3.0';
const folder = join(import.meta.dirname, '../../node_modules/.cache/article-rating', `aws-lambda-ric-${VERSION}`);
const client = join(folder, 'node_modules/aws-lambda-ric/bin/index.mjs');

const folders = (process.env['PATH'] ?? '').split(delimiter);

/** Build tools of the client that this machine lacks; none once the client is installed. */
export function missingCompilers(): string[] {
  const missing = ['cmake', 'g++', 'make', 'autoconf', 'automake', 'libtoolize'].filter(
    (name) => !folders.some((one) => existsSync(join(one, name))),
  );
  return existsSync(client) ? [] : missing;
}

/** Installs the runtime client of Lambda's Node.js images. npm compiles it, and it is kept for the next run. */
export function installClient(): void {
  if (existsSync(client)) return;
  process.stderr.write(`Compiling aws-lambda-ric ${VERSION}, which takes about a minute …\n`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  execFileSync('npm', ['install', `aws-lambda-ric@${VERSION}`, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    env: { ...process.env, ...headersOfNode() },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

/**
 * The headers of a Node on this machine, so that node-gyp need not download any. Those of another version will do: the
 * client uses only Node-API, which all versions share.
 */
function headersOfNode(): { npm_config_nodedir?: string } {
  const prefixes = folders.map((one) => join(one, 'node')).filter((node) => existsSync(node));
  const nodedir = prefixes
    .map((node) => join(realpathSync(node), '../..'))
    .find((prefix) => existsSync(join(prefix, 'include/node/common.gypi')));
  return nodedir === undefined ? {} : { npm_config_nodedir: nodedir };
}

/** A function's bundle in AWS's own runtime client, as Lambda runs it. */
export interface RunningFunction extends AsyncDisposable {
  invoke(event: unknown): Promise<Answer>;
  /** Its output so far. */
  readonly printed: readonly string[];
}

export async function startInRuntime(
  { folder: code, handler, file }: FunctionDefinition,
  environment: Record<string, string>,
): Promise<RunningFunction> {
  const api = new RuntimeApi();
  const address = await api.listen();
  const printed: string[] = [];
  const module = file.replace(/^.*\//, '').replace(/\.m?js$/, '');
  const child = spawn(process.execPath, [client, `${module}.${handler}`], {
    cwd: code,
    env: { ...environment, AWS_LAMBDA_RUNTIME_API: address, _HANDLER: `${module}.${handler}`, LAMBDA_TASK_ROOT: code },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => printed.push(String(chunk)));
  const exited = once(child, 'exit');
  void exited.then(() => api.failedToStart.reject(new Error(`The runtime has ended:\n${printed.join('')}`)));
  return {
    printed,
    invoke: (event) => api.invoke(event),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await exited;
      await api[Symbol.asyncDispose]();
    },
  };
}
