import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { StartError } from '../../local/errors/start-error.ts';
import { startLocalSystem, type LocalSystem } from '../../local/local-system.ts';
import { synthesizedAssembly } from '../support/synthesized-assembly.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let assembly: string;
let system: LocalSystem;
beforeAll(async () => {
  assembly = (await synthesizedAssembly()).folder;
  system = await startLocalSystem({ assembly });
});

afterAll(() => system.stop());

const vote = JSON.stringify({ articleId: 'hello', rating: 5, voterId: 'a-name-that-only-you-know' });

test.each([
  ['text/plain', 'a page'],
  ['application/json', 'a program'],
  ['application/x-www-form-urlencoded', 'curl -d'],
])('counts a vote with the content type %s, as %s sends it', async (type) => {
  const response = await fetch(`${system.url}/v1/votes`, {
    method: 'POST',
    body: vote,
    headers: { 'content-type': type },
  });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ articleId: 'hello', count: 1, vote: 5 });
});

test('answers a preflight and allows any origin', async () => {
  const page = { origin: 'https://page.example' };
  const preflight = await fetch(`${system.url}/v1/votes`, {
    method: 'OPTIONS',
    headers: { ...page, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-methods')).toBe('GET, POST, OPTIONS');
  expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type');
  const response = await fetch(`${system.url}/v1/ratings?articleId=hello`, { headers: page });
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  expect(response.headers.get('access-control-expose-headers')).toBe('etag, retry-after');
});

test('serves the API under /v1/, and the site everywhere else', async () => {
  const home = await fetch(`${system.url}/`);
  expect(home.headers.get('content-type')).toBe('text/html');
  const nowhere = await fetch(`${system.url}/v1/nowhere`);
  expect([nowhere.status, nowhere.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
  const noFile = await fetch(`${system.url}/%2e%2e/main.ts`);
  expect([noFile.status, noFile.headers.get('content-type')]).toEqual([404, 'application/xml']);
  expect((await fetch(`${system.url}/`, { method: 'POST' })).status).toBe(403);
  expect((await fetch(`${system.url}/%`)).status).toBe(400);
});

describe('explains in one sentence that it cannot start because', () => {
  async function refusal(options: Omit<Parameters<typeof startLocalSystem>[0], 'assembly'>): Promise<string> {
    const error: unknown = await startLocalSystem({ assembly, ...options }).then(
      async (started) => started.stop(),
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(StartError);
    return (error as StartError).message;
  }

  test('the data folder is in use', async () => {
    using folder = temporaryFolder();
    await using running = await startLocalSystem({ assembly, dataDir: folder.path });
    expect(await refusal({ dataDir: folder.path })).toContain(`Another process uses the data folder ${folder.path}`);
    expect((await fetch(running.url)).status).toBe(200);
  });

  test('the port is in use', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    const { port } = blocker.address() as AddressInfo;
    expect(await refusal({ port })).toContain(`Port ${port} is in use`);
    blocker.close();
  });

  test('the data folder is a file', async () => {
    using folder = temporaryFolder();
    const dataDir = join(folder.path, 'file');
    writeFileSync(dataDir, '');
    expect(await refusal({ dataDir })).toContain(`The data folder ${dataDir} cannot be used`);
  });

  test('a lock file is damaged, but no data is lost', async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'system.lock'), 'no lock of ours');
    const message = await refusal({ dataDir: folder.path });
    expect(message).toContain(`The lock file ${join(folder.path, 'system.lock')} should be empty, but is not.`);
    expect(message).not.toContain('move');
  });

  test('the given DynamoDB does not answer', async () => {
    expect(await refusal({ database: { endpoint: 'http://127.0.0.1:1' } })).toContain('http://127.0.0.1:1');
  });
});

test('uses the given DynamoDB, and leaves it running', async () => {
  const { endpoint } = system.engine;
  await using guest = await startLocalSystem({ assembly, database: { endpoint } });
  const response = await fetch(`${guest.url}/v1/votes`, { method: 'POST', body: vote });
  expect(response.status).toBe(200);
  await guest.stop();
  expect((await fetch(`${system.url}/v1/ratings?articleId=hello`)).status).toBe(200);
});
