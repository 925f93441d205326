import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../errors/start-error.ts';

type Context = Readonly<Record<string, unknown>>;

/**
 * The context values that the CDK's command line takes from files: `cdk.json` overrides `cdk.context.json`, and both
 * override the user's `~/.cdk.json`.
 *
 * @throws {StartError} naming the file that is not JSON
 */
export function cdkContext(project: string, home: string): Context {
  const contextIn = (file: string) => (read(file) as { context?: Context }).context;
  return {
    ...contextIn(join(home, '.cdk.json')),
    ...read(join(project, 'cdk.context.json')),
    ...contextIn(join(project, 'cdk.json')),
  };
}

function read(file: string): Context {
  try {
    // Some editors begin a file with a byte order mark.
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')) as Context;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new StartError(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
