import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const nameOf = (folder: string) => join(folder, 'engine.address');

/**
 * Stores the address of a data folder's engine, so that other programs can use the engine too. Disposing removes it.
 */
export function publishAddress(folder: string, endpoint: string): Disposable {
  writeFileSync(nameOf(folder), `${endpoint}\n`);
  return { [Symbol.dispose]: () => rmSync(nameOf(folder), { force: true }) };
}

/**
 * The address of a data folder's engine, if the engine runs. After `kill -9` the address remains, but the lock is free.
 */
export function publishedAddress(folder: string): string | undefined {
  try {
    return readFileSync(nameOf(folder), 'utf8').trim();
  } catch {
    return undefined;
  }
}
