import type { FunctionDefinition } from '../template/functions.ts';
import { StartError } from '../start-error.ts';
import { startFunctionProcess, type FunctionProcess, type Outcome } from './function-process.ts';

/** A function that can be called for as long as the local system runs, whatever becomes of its processes. */
export interface FunctionRunner extends AsyncDisposable {
  call(event: unknown, requestId: string): Promise<Outcome>;
}

/**
 * Starts a function.
 *
 * @throws {StartError} if its bundle does not load in its environment
 */
export async function startFunction(
  definition: FunctionDefinition,
  environment: Record<string, string>,
  log: (line: string) => unknown,
): Promise<FunctionRunner> {
  const alive = new Set<FunctionProcess>();
  const start = () => {
    const process = startFunctionProcess(definition, environment, log);
    alive.add(process);
    void process.exited.then(() => alive.delete(process));
    return process;
  };
  let current = start();
  try {
    await current.ready;
  } catch (error) {
    throw new StartError(`The function ${definition.name} does not load:\n${(error as Error).message}`, {
      cause: error,
    });
  }
  return {
    call(event, requestId) {
      if (!current.usable) current = start();
      return current.call({ event, requestId, timeoutMs: definition.timeoutMs });
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...alive].map((process) => process.stop()));
    },
  };
}
