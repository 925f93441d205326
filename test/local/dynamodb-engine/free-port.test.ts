import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePort } from '../../../local/dynamodb-engine/free-port.ts';

test('returns each free port once, and no port in use', async () => {
  const first = await freePort();
  const server = createServer().listen(first + 1);
  // If it cannot listen, another program does: the port is taken either way.
  await Promise.race([once(server, 'listening'), once(server, 'error')]);
  const given = [first, await freePort(), await freePort(), await freePort()];
  server.close();
  expect(given).not.toContain(first + 1);
  expect(new Set(given).size).toBe(4);
});
