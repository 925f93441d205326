import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePort } from '../../../local/engine/free-port.ts';

test('gives each port once, and none that is taken', async () => {
  const first = await freePort();
  const server = createServer().listen(first + 1);
  await once(server, 'listening');
  const ports = [first, await freePort(), await freePort()];
  expect(ports).toEqual([first, first + 2, first + 3]);
  server.close();
});
