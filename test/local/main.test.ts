import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { allEnded, commandOf, descendants, killAll } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const projectRoot = join(import.meta.dirname, '../..');

function run(environment: Record<string, string>, args: readonly string[] = []): ChildProcess {
  return spawn(process.execPath, ['local/main.ts', ...args], {
    cwd: projectRoot,
    env: { ...process.env, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Waits until a process prints `expected`, and returns its output so far. */
function printed(child: ChildProcess, expected: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const take = (chunk: Buffer) => {
      text += chunk.toString();
      if (expected.test(text)) resolve(text);
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.on('close', () => reject(new Error(`It ended with: ${text}`)));
  });
}

async function ended(child: ChildProcess): Promise<{ code: number | null; text: string }> {
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, text };
}

function curlLines(text: string): string[] {
  return text.split('\n').filter((line) => line.startsWith('  curl '));
}

/** Sends the request of a printed curl line, without curl. */
async function send(line: string): Promise<Response> {
  const [, body, url = ''] = /^ {2}curl (?:-d '(.*)' )?'?(http[^']*)'?$/.exec(line) ?? [];
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  return fetch(url, body === undefined ? {} : { method: 'POST', body, headers: type });
}

test('runs until Ctrl-C, keeps its data when it is killed, and leaves no process behind', async () => {
  using folder = temporaryFolder();
  const DATA_DIR = join(folder.path, 'data');
  const greeting = /Press Ctrl-C to stop[^]*ratings\?articleId=hello/;

  const first = run({ DATA_DIR });
  const [vote = '', read = ''] = curlLines(await printed(first, greeting));
  expect((await send(vote)).status).toBe(200);
  expect(await (await send(read)).json()).toMatchObject({ ratings: [{ count: 1 }] });

  const second = await ended(run({ DATA_DIR }));
  expect(second).toEqual({
    code: 1,
    text: expect.stringMatching(/^Another process uses the data folder .*\n$/) as unknown,
  });

  const firstFamily = await descendants(first.pid ?? 0);
  expect(firstFamily.length).toBeGreaterThanOrEqual(4);
  first.kill('SIGKILL');

  const third = run({ DATA_DIR });
  const text = await printed(third, greeting);
  await allEnded(firstFamily);
  expect(await (await send(curlLines(text)[1] ?? '')).json()).toMatchObject({ ratings: [{ count: 1 }] });

  const thirdFamily = await descendants(third.pid ?? 0);
  const gone = ended(third);
  third.kill('SIGINT');
  expect(await gone).toEqual({ code: 0, text: '' });
  await allEnded(thirdFamily);
});

test('exits at once if it is interrupted while it synthesizes', async () => {
  using folder = temporaryFolder();
  const system = run({ DATA_DIR: folder.path });
  await printed(system, /Synthesizing/);
  const family = await descendants(system.pid ?? 0);
  const gone = ended(system);
  system.kill('SIGTERM');
  expect(await gone).toEqual({ code: 0, text: '' });
  await allEnded(family);
});

test.each(['SIGTERM', 'SIGKILL'] as const)('exits with every process it started when npm gets %s', async (signal) => {
  using folder = temporaryFolder();
  // Skips `prestart`, which might install packages.
  const npm = spawn('npm', ['start', '--ignore-scripts'], {
    cwd: projectRoot,
    env: { ...process.env, PORT: '0', DATA_DIR: folder.path },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await printed(npm, /Press Ctrl-C to stop/);
  const family = await descendants(npm.pid ?? 0);
  expect(family.length).toBeGreaterThanOrEqual(4);
  npm.kill(signal);
  try {
    await allEnded(family);
  } finally {
    killAll(family);
  }
});

test('runs with the settings of the command line, and lists the defences that are on', async () => {
  using folder = temporaryFolder();
  const system = run({ DATA_DIR: folder.path }, ['-c', 'article-rating:proofOfWork=20']);
  const text = await printed(system, /ratings\?articleId=hello/);
  expect(text).toContain('Defences: 30 new voters per network, article and day; a proof of work of 20. Off: ');
  expect((await send(curlLines(text)[0] ?? '')).status).toBe(428);
  const gone = ended(system);
  system.kill('SIGTERM');
  expect((await gone).code).toBe(0);
});

test('refuses an unknown setting, with the closest one and the page of all', async () => {
  using folder = temporaryFolder();
  const args = ['--context', 'article-rating:proofOfWrok=20', '-c', 'article-rating:cacheSeconds=soon'];
  const { code, text } = await ended(run({ DATA_DIR: folder.path }, args));
  expect(code).toBe(1);
  expect(text).toContain('no setting article-rating:proofOfWrok. Did you mean article-rating:proofOfWork?');
  expect(text).toContain('article-rating:cacheSeconds must be a whole number');
  expect(text).toContain('docs/settings.md describes all settings.');
  expect(text).not.toContain('Subprocess');
});

test('reports how the engine exited, if it exits by itself', async () => {
  using folder = temporaryFolder();
  const system = run({ DATA_DIR: folder.path });
  await printed(system, /Press Ctrl-C to stop/);
  const commands = await Promise.all(
    (await descendants(system.pid ?? 0)).map(async (pid) => ({ pid, command: await commandOf(pid) })),
  );
  const { pid: engine = NaN } = commands.find(({ command }) => command.includes('dynoxide --host')) ?? {};
  const gone = ended(system);
  process.kill(engine, 'SIGKILL');
  expect(await gone).toEqual({
    code: 1,
    text: 'The database stopped, so the local system did too: dynoxide was killed by SIGKILL.\n',
  });
});

test.each([
  ['PORT', 'eighty', 'PORT must be a whole number'],
  ['PORT', '65536', 'PORT must be a whole number'],
  ['AWS_ENDPOINT_URL_DYNAMODB', 'http://127.0.0.1:1', 'does not answer'],
  ['DATA_DIR', '/proc/nowhere', 'The data folder /proc/nowhere cannot be used'],
  ['DATA_DIR', '/dev/null/data', 'The data folder /dev/null/data cannot be used'],
])('exits with 1 and explains why if %s is %s', async (name, value, message) => {
  using folder = temporaryFolder();
  const { code, text } = await ended(run({ DATA_DIR: folder.path, [name]: value }));
  expect(code).toBe(1);
  expect(text).toContain(message);
  expect(text).not.toContain('    at ');
});
