import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { FunctionDefinition } from '../template/functions.ts';
import type { Invocation, SandboxMessage } from './sandbox.ts';

/** Outcome of a call: the handler's result, or the reason why there is none. */
export type Outcome =
  | { readonly is: 'result'; readonly result: unknown }
  /** The handler threw, or its process ended. */
  | { readonly is: 'error' }
  /** The handler was not called, because too many calls are waiting. */
  | { readonly is: 'refused' }
  | { readonly is: 'timeout' };

export interface Call {
  readonly event: unknown;
  readonly requestId: string;
  readonly timeoutMs: number;
}

/** A running process of a function; it handles many calls at once. */
export interface FunctionProcess {
  /** Whether it accepts calls: it has not ended, and no call has timed out in it. */
  readonly usable: boolean;
  /** Resolves when the bundle is loaded; rejects with the process's output if that fails. */
  readonly ready: Promise<void>;
  readonly exited: Promise<void>;
  call(call: Call): Promise<Outcome>;
  stop(): Promise<void>;
}

/** Starts a process with the function's bundle and `environment`; its output goes to `log`, line by line. */
export function startFunctionProcess(
  definition: FunctionDefinition,
  environment: Record<string, string>,
  log: (line: string) => unknown,
): FunctionProcess {
  const child = fork(join(import.meta.dirname, 'sandbox.ts'), [definition.file, definition.handler], {
    cwd: definition.folder,
    env: environment,
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const printed = copyLines(child, log);
  const calls = new Map<number, (outcome: Outcome) => void>();
  let lastId = 0;
  let usable = true;

  const ready = Promise.withResolvers<void>();
  // Prevents an unhandled rejection: calls report the failure.
  ready.promise.catch(() => undefined);

  child.on('message', (message: SandboxMessage) => {
    if (message.is === 'ready') ready.resolve();
    else calls.get(message.id)?.(message);
  });
  const exited = once(child, 'exit').then(() => {
    usable = false;
    for (const settle of calls.values()) settle({ is: 'error' });
  });
  child.on('close', () => ready.reject(new Error(printed.join('\n'))));

  /**
   * Lambda ends the process of a call that timed out. Here it may handle other calls, so it ends after the last of
   * them.
   */
  const retire = () => {
    usable = false;
    if (calls.size === 0) child.kill('SIGKILL');
  };

  return {
    ready: ready.promise,
    exited,
    get usable() {
      return usable;
    },
    async call({ timeoutMs, ...call }) {
      const { promise, resolve } = Promise.withResolvers<Outcome>();
      const id = ++lastId;
      calls.set(id, resolve);
      const timer = setTimeout(() => resolve({ is: 'timeout' }), timeoutMs);
      const invocation: Invocation = { ...call, id, deadline: Date.now() + timeoutMs };
      child.send(invocation, (error) => error && resolve({ is: 'error' }));
      const outcome = await promise;
      clearTimeout(timer);
      calls.delete(id);
      if (outcome.is === 'timeout' || !usable) retire();
      return outcome;
    },
    async stop() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** Copies the process's output to `log`, and keeps the last lines. */
function copyLines(child: ChildProcess, log: (line: string) => void): string[] {
  const last: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      last.push(line);
      if (last.length > 20) last.shift();
      log(line);
    });
  }
  return last;
}
