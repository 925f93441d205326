import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startFunction } from '../../../local/functions/function-runner.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();
afterAll(() => folder[Symbol.dispose]());

let files = 0;
function start(source: string, { timeoutMs = 5_000, environment = {}, log = (line: string): unknown => line } = {}) {
  const file = join(folder.path, `function-${++files}.mjs`);
  writeFileSync(file, source);
  const definition = {
    name: 'Function',
    file,
    handler: 'handler',
    folder: folder.path,
    runtime: 'nodejs24.x',
    memoryMegabytes: 128,
    timeoutMs,
    environment: {},
  };
  return startFunction(definition, environment, log);
}

test('answers calls with the result of the handler', async () => {
  await using runner = await start('export const handler = async (event, { awsRequestId }) => [event, awsRequestId];');
  expect(await runner.call({ a: 1 }, 'request-1')).toMatchObject({ is: 'result', result: [{ a: 1 }, 'request-1'] });
});

test('has only its own environment and folder', async () => {
  await using runner = await start('export const handler = async () => [process.env, process.cwd()];', {
    environment: { A: '1' },
  });
  expect(await runner.call({}, '')).toMatchObject({ is: 'result', result: [{ A: '1' }, folder.path] });
  const { result } = (await runner.call({}, '')) as unknown as { result: [object] };
  expect(Object.keys(result[0])).toEqual(['A']);
});

test.each([
  ['throws', 'export const handler = () => { throw new Error("no"); };'],
  ['rejects', 'export const handler = async () => { throw new Error("no"); };'],
])('reports and logs an error if the handler %s', async (_how, source) => {
  const { promise: logged, resolve } = Promise.withResolvers<string>();
  await using runner = await start(source, { log: (line) => line.includes('Error: no') && resolve(line) });
  expect(await runner.call({}, '')).toMatchObject({ is: 'error' });
  // A process's output and its answers arrive over different channels.
  await logged;
});

test('fails the calls in flight if the process dies, and answers the next in a new one', async () => {
  await using runner = await start(
    'export const handler = async (event) => event.die ? process.exit() : event.wait ? new Promise(() => {}) : process.pid;',
  );
  const before = await runner.call({}, '');
  const underWay = runner.call({ wait: true }, '');
  expect(await runner.call({ die: true }, '')).toEqual({ is: 'error' });
  expect(await underWay).toEqual({ is: 'error' });
  const after = await runner.call({}, '');
  expect(after).toMatchObject({ is: 'result', result: expect.any(Number) as unknown });
  expect(after).not.toEqual(before);
});

test('gives up on a call at its time-out, and lets the other calls in the process finish', async () => {
  await using runner = await start(
    'export const handler = async ({ wait }) => { await new Promise((resolve) => setTimeout(resolve, wait)); return process.pid; };',
    { timeoutMs: 4000 },
  );
  const slow = runner.call({ wait: 60_000 }, '');
  const first = await runner.call({ wait: 1 }, '');
  expect(await slow).toEqual({ is: 'timeout' });
  // The time-out includes the start of the next process, which a busy machine may not finish in time.
  let next = await runner.call({ wait: 1 }, '');
  while (next.is === 'timeout') next = await runner.call({ wait: 1 }, '');
  expect(next).toMatchObject({ is: 'result' });
  expect(next).not.toMatchObject({ result: (first as { result?: unknown }).result });
});

test.each([
  ['throws while it loads', 'throw new Error("no variable TABLE_NAME");', 'no variable TABLE_NAME'],
  ['exports no handler', 'export const handle = 1;', 'does not export a function named handler'],
])('refuses a bundle that %s', async (_why, source, message) => {
  await expect(start(source)).rejects.toThrow(message);
});
