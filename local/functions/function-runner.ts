import { StartError } from '../errors/start-error.ts';
import type { FunctionDefinition } from '../template/functions.ts';
import { startFunctionProcess, type FunctionProcess, type Outcome } from './function-process.ts';
import { Semaphore } from './semaphore.ts';

/**
 * Maximum concurrent calls. Lambda gives each call its own processor; here all calls share one. With more calls
 * than that processor handles in a second, each DynamoDB call would time out and be retried.
 */
const AT_ONCE = 64;

/** Default concurrency of an account: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const CONCURRENCY = 1000;

/** A function that stays callable as long as the local system runs, even if its processes end. */
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
  const semaphore = new Semaphore(AT_ONCE, CONCURRENCY - AT_ONCE);
  return {
    async call(event, requestId) {
      const outcome = await semaphore.run(() => {
        if (!current.usable) current = start();
        return current.call({ event, requestId, timeoutMs: definition.timeoutMs });
      });
      return outcome ?? { is: 'refused' };
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...alive].map((process) => process.stop()));
    },
  };
}
