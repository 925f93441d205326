import { mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { StartError } from '../errors/start-error.ts';
import { lockFile } from './file-lock.ts';

/** The folder for data that survive a restart. */
export interface DataFolder extends Disposable {
  /** Absolute path. */
  readonly path: string;
}

/**
 * Creates the folder if absent, and locks it for this process.
 *
 * @throws {StartError} if another process holds it, or if it is not writable
 */
export function openDataFolder(given: string): DataFolder {
  const path = resolve(given);
  const lock = take(path);
  if (lock === undefined) {
    throw new StartError(
      `Another process uses the data folder ${path}: stop that process, or set DATA_DIR to another folder.`,
    );
  }
  return { path, [Symbol.dispose]: () => lock[Symbol.dispose]() };
}

function take(path: string): Disposable | undefined {
  try {
    makeFolder(path);
    return lockFile(join(path, 'system.lock'), leaveTime);
  } catch (error) {
    const reason = (error as Error).message.replace(/\.$/, '');
    throw new StartError(`The data folder ${path} cannot be used: ${reason}. Set DATA_DIR to another folder.`, {
      cause: error,
    });
  }
}

/** Milliseconds to wait for another holder: long enough for a stopping system to end before its successor starts. */
const leaveTime = 1_000;

/** Makes each folder itself: `mkdirSync` with `recursive` never returns where no folder can be made, as in /proc. */
function makeFolder(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) return;
  if (found !== undefined) throw new Error(`${path} is a file`);
  makeFolder(dirname(path));
  mkdirSync(path);
}
