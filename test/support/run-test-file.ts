import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');

/**
 * Runs the tests of one file, such as `linters.aws.ts`. Sets the exit status if they fail.
 * @returns a line for the summary
 */
export function runTestFile(part: string, suffix: string): string {
  const { status } = spawnSync(process.execPath, [jest, '--testRegex', `/${part}\\.${suffix}\\.ts$`], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
  return `${part}: ${status === 0 ? 'passed' : 'FAILED'}`;
}
