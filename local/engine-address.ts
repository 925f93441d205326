import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const nameOf = (folder: string) => join(folder, 'engine.address');

/** Writes down where the engine of a data folder answers, so that other programs can ask it too. Disposing forgets it. */
export function publishAddress(folder: string, endpoint: string): Disposable {
  writeFileSync(nameOf(folder), `${endpoint}\n`);
  return { [Symbol.dispose]: () => rmSync(nameOf(folder), { force: true }) };
}

/** Address of a data folder's engine, if it runs: after `kill -9` the address remains, but the lock is free. */
export function publishedAddress(folder: string): string | undefined {
  try {
    return readFileSync(nameOf(folder), 'utf8').trim();
  } catch {
    return undefined;
  }
}
