import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { lockFile } from './file-lock.ts';
import { StartError } from './start-error.ts';

/** The folder that keeps what survives a restart. */
export interface DataFolder extends Disposable {
  /** Absolute. */
  readonly path: string;
}

/**
 * Makes the folder if it is not there, and takes it for this process.
 *
 * @throws {StartError} if another process has it, or it cannot be written
 */
export function openDataFolder(given: string): DataFolder {
  const path = resolve(given);
  const lock = take(path);
  if (lock === undefined) {
    throw new StartError(`Another process uses the data folder ${path}: end it, or choose another with DATA_DIR.`);
  }
  return { path, [Symbol.dispose]: () => lock[Symbol.dispose]() };
}

function take(path: string): Disposable | undefined {
  try {
    mkdirSync(path, { recursive: true });
    return lockFile(join(path, 'system.lock'));
  } catch (error) {
    throw new StartError(
      `The data folder ${path} cannot be used: ${(error as Error).message}. Repair it, move it away, or choose another with DATA_DIR.`,
      { cause: error },
    );
  }
}
