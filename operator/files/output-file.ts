import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { writeFailure } from './file-failure.ts';

/**
 * Writes a temporary file and renames it when complete, so that a failure leaves no partial file
 * under the name. A device or a pipe is written to directly.
 *
 * @param fill writes everything, and must not end the stream
 * @throws OperatorError if the file cannot be written; it is opened before `fill` begins
 */
export async function writeOutput<T>(output: string, fill: (sink: Writable) => Promise<T>): Promise<T> {
  const { target, isFile } = await placeOf(output);
  const path = isFile ? `${target}.${process.pid}.part` : target;
  const file = await open(path, 'w').catch((error: NodeJS.ErrnoException) => {
    throw writeFailure(output, error);
  });
  const sink = file.createWriteStream();
  // The next write reports the error; an unhandled stream error would end the process.
  const ended = finished(sink);
  ended.catch(() => undefined);
  try {
    const result = await fill(sink);
    sink.end();
    await ended;
    if (isFile) await rename(path, target);
    return result;
  } catch (error) {
    sink.destroy();
    if (isFile) await rm(path, { force: true });
    throw sink.errored === null || sink.errored !== error ? error : writeFailure(output, sink.errored);
  }
}

/** The file's path with links resolved, and whether it is a regular file that can be replaced. */
async function placeOf(output: string): Promise<{ target: string; isFile: boolean }> {
  try {
    const target = await realpath(output);
    const found = await stat(target);
    // Opening a folder fails later.
    return { target, isFile: found.isFile() };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { target: output, isFile: true };
    throw writeFailure(output, error as NodeJS.ErrnoException);
  }
}
