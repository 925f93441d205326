import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { allEnded, descendants, killAll } from '../../support/processes.ts';

const folder = join(import.meta.dirname, '../../../local/dynamodb-engine');

test('the watchdog starts no engine if its parent is gone before it could watch', async () => {
  const task = { file: process.execPath, args: ['-e', 'setInterval(() => {}, 1000)'], listening: '' };
  const watchdog = fork(join(folder, 'watchdog.ts'), [JSON.stringify(task)], { execArgv: [] });
  watchdog.disconnect();
  const [code] = (await once(watchdog, 'exit')) as [number];
  expect(code).toBe(0);
});

test('the engine ends when a signal kills the whole process group of its parent', async () => {
  const start = `
    const { startEngine } = await import(${JSON.stringify(join(folder, 'start-engine.ts'))});
    await startEngine();
    console.log('started');
  `;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', start], { detached: true });
  parent.stderr.pipe(process.stderr);
  await once(parent.stdout, 'data');
  const processes = await descendants(parent.pid ?? 0);
  try {
    expect(processes).toHaveLength(2);
    process.kill(-(parent.pid ?? 0), 'SIGKILL');
    await allEnded(processes);
  } finally {
    killAll(processes);
  }
});
