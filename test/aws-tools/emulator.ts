import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../../local/dynamodb-engine/free-port.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { pythonPackage } from './python.ts';
import { startTlsProxy } from './tls-proxy.ts';

const root = join(import.meta.dirname, '../..');

/** The AWS emulator MiniStack, https://pypi.org/project/ministack, with IAM enforcement on. */
export interface Emulator extends AsyncDisposable {
  /** Endpoint of all services. */
  readonly endpoint: string;
  /** Environment variables that point the AWS SDK, the CDK and the operator's program at the emulator. */
  readonly environment: Readonly<Record<string, string>>;
  /** Runs the CDK's command line against the emulator. */
  cdk(...args: string[]): Promise<string>;
}

export async function startEmulator(): Promise<Emulator> {
  const programs = pythonPackage('ministack==1.5.33');
  await using started = new AsyncDisposableStack();
  const folder = started.use(temporaryFolder());
  const port = await freePort();
  const child = spawn(join(programs, 'python'), ['-m', 'ministack'], {
    cwd: folder.path,
    env: {
      // The emulator starts its functions with the Node that runs the tests.
      PATH: `${join(process.execPath, '..')}:${process.env['PATH'] ?? ''}`,
      HOME: folder.path,
      ...{ GATEWAY_PORT: String(port), BIND_HOST: '127.0.0.1', AUTH: 'true', LAMBDA_EXECUTOR: 'local' },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  started.defer(async () => {
    child.kill('SIGTERM');
    await exited;
  });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => printed.push(String(chunk)));
  await untilItAnswers(port, () => child.exitCode === null, printed);
  const { url } = started.use(await startTlsProxy(port));
  const environment = {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
  };
  const all = started.move();
  return {
    endpoint: url,
    environment,
    async cdk(...args) {
      const program = join(root, 'node_modules/aws-cdk/bin/cdk');
      const env = { PATH: process.env['PATH'] ?? '', HOME: folder.path, ...environment };
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, ...args, '--ci'], {
        ...{ cwd: root, env, maxBuffer: 100_000_000 },
      }).catch((error: Error & { stdout: string; stderr: string }) => {
        throw new Error(`cdk ${args[0]}: ${error.stdout}${error.stderr}\n${printed.slice(-40).join('')}`);
      });
      return stdout + stderr;
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

async function untilItAnswers(port: number, alive: () => boolean, printed: readonly string[]): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && alive()) {
    const answered = await fetch(`http://127.0.0.1:${port}/_ministack/health`).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await delay(100);
  }
  throw new Error(`MiniStack does not answer:\n${printed.join('')}`);
}
