/**
 * The process of one function, like Lambda's sandbox: it has the function's bundle and environment, and ends with the
 * local system. Calls and their results pass over the channel to the parent.
 */
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';

export interface Invocation {
  readonly id: number;
  readonly event: unknown;
  readonly requestId: string;
  /** Milliseconds since 1970. */
  readonly deadline: number;
}

export type SandboxMessage =
  | { readonly is: 'ready' }
  | { readonly is: 'result'; readonly id: number; readonly result: unknown }
  | { readonly is: 'error'; readonly id: number };

type Handler = (event: unknown, context: object) => unknown;

const [file = '', handlerName = ''] = process.argv.slice(2);
const tell = (message: SandboxMessage) => process.send?.(message);

process.on('disconnect', () => process.exit());
// Ctrl-C reaches every process of the terminal; only the parent acts on it.
process.on('SIGINT', () => undefined);

const module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
const handler = module[handlerName];
if (typeof handler !== 'function') throw new Error(`${file} does not export a function named ${handlerName}.`);

process.on('message', ({ id, event, requestId, deadline }: Invocation) => {
  // The fields that our functions use.
  const context = {
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
  void answer(id, event, context);
});
tell({ is: 'ready' });

async function answer(id: number, event: unknown, context: object): Promise<void> {
  try {
    tell({ is: 'result', id, result: await (handler as Handler)(event, context) });
  } catch (error) {
    process.stderr.write(`${inspect(error)}\n`);
    tell({ is: 'error', id });
  }
}
