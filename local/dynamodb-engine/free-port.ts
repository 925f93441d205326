import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ephemeral ports, which an outgoing connection could take between the search and the engine's start. */
const FIRST = 10_000;
const COUNT = 20_000;
const TRIES = 100;

// A random first port: two processes that start an engine at the same moment, as tests do, could otherwise
// get the same port, and one would use the other's engine.
let next = randomInt(COUNT);

/** A port that is free now. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < TRIES; tries++) {
    const port = FIRST + (next++ % COUNT);
    if (await isFree(port)) return port;
  }
  throw new Error(`${TRIES} ports in a row are taken.`);
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
