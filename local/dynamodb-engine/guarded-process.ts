import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Ending } from './ending.ts';
import type { GuardMessage, GuardTask } from './guard.ts';

/** The guard's file beside this one, which is bundled in the published package. */
const GUARD = join(import.meta.dirname, import.meta.filename.endsWith('.ts') ? 'guard.ts' : 'guard.mjs');

export interface GuardedProcess {
  /** Resolves when the process has said that it listens; never if it ends before. */
  readonly listening: Promise<void>;
  /** Resolves when the process has ended, or could not start. */
  readonly ended: Promise<Ending>;
  /** Ends the process and resolves when it and its guard are gone. */
  stop(): Promise<void>;
}

/** Starts a process that ends when this one does, even by `kill -9`. */
export function startGuarded(task: GuardTask): GuardedProcess {
  const guard = fork(GUARD, [JSON.stringify(task)], {
    // Node's warnings about experimental features would mix with the command's output.
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // In a group of its own: `kill -9` of the parent's whole group leaves the guard, which then ends the engine.
    detached: true,
    windowsHide: true,
  });
  const listening = Promise.withResolvers<void>();
  let pid: number | undefined;
  let ending: Ending = { is: 'unguarded' };
  guard.on('message', (message: GuardMessage) => {
    if (message.is === 'started') {
      pid = message.pid;
    } else if (message.is === 'listening') {
      listening.resolve();
    } else {
      ending = message;
      pid = undefined;
    }
  });
  const ended = once(guard, 'exit').then(() => {
    // The guard was killed, so nothing else ends the guarded process.
    if (pid !== undefined && !stopping) kill(pid);
    return ending;
  });
  let stopping = false;
  return {
    listening: listening.promise,
    ended,
    async stop() {
      stopping = true;
      if (guard.connected) guard.disconnect();
      await ended;
    },
  };
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // The process has ended by itself.
  }
}
