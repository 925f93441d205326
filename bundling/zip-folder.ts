import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';

/** The earliest time in the zip format; a fixed time makes builds reproducible. */
const MTIME = new Date(1980, 0, 1);

/** All files of a folder as a zip archive for Lambda and the CDK's bucket deployment. */
export function zipFolder(folder: string): Uint8Array {
  const names = globSync('**/*', { cwd: folder }).filter((name) => statSync(join(folder, name)).isFile());
  const files = Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name))]));
  // Readable for the user that runs the function.
  return zipSync(files, { mtime: MTIME, os: 3, attrs: 0o644 << 16 });
}
