import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePort } from '../../../local/engine/free-port.ts';

test('gives each port once, and none that is taken', async () => {
  const first = await freePort();
  const taken = await freePort();
  await using server = createServer().listen(taken);
  await once(server, 'listening');
  const given = await Promise.all(Array.from({ length: 50 }, freePort));
  expect(new Set([first, taken, ...given]).size).toBe(52);
  // The process has asked for all ports of its block by the last of these calls, and begins again.
  const again = await Promise.all(Array.from({ length: 50 }, freePort));
  expect(again).not.toContain(taken);
  expect(again).toContain(first);
});
