import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that operating systems give to outgoing connections, one of which could take a port before its use. */
const FIRST = 10_000;
const BLOCKS = 200;
const BLOCK = 100;

let next = 0;

/**
 * A port that is free now. Processes with different IDs, such as test workers, search different blocks of ports: otherwise two that
 * start an engine at the same moment could get the same port, and one would use the other's engine.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < BLOCK; tries++) {
    const port = FIRST + (process.pid % BLOCKS) * BLOCK + (next++ % BLOCK);
    if (await isFree(port)) return port;
  }
  throw new Error(`All ${BLOCK} ports that this process may use are taken.`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port);
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
