import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Ending } from './engine-ending.ts';
import type { WatchdogMessage, WatchdogTask } from './watchdog.ts';

/** The watchdog's file beside this one, which is bundled in the published package. */
const WATCHDOG = join(import.meta.dirname, import.meta.filename.endsWith('.ts') ? 'watchdog.ts' : 'watchdog.mjs');

export interface WatchedProcess {
  /** Resolves when the process has printed that it listens; never if it ends first. */
  readonly listening: Promise<void>;
  /** Resolves when the process has ended, or could not start. */
  readonly ended: Promise<Ending>;
  /** Ends the process and resolves when it and its watchdog are gone. */
  stop(): Promise<void>;
}

/** Starts a process that ends when this one does, even by `kill -9`. */
export function startWatched(task: WatchdogTask): WatchedProcess {
  const watchdog = fork(WATCHDOG, [JSON.stringify(task)], {
    // Node's warnings about experimental features would mix with the command's output.
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // In a group of its own: `kill -9` of the parent's whole group leaves the watchdog, which then ends the engine.
    detached: true,
    windowsHide: true,
  });
  const listening = Promise.withResolvers<void>();
  let pid: number | undefined;
  let ending: Ending = { is: 'unwatched' };
  watchdog.on('message', (message: WatchdogMessage) => {
    if (message.is === 'started') {
      pid = message.pid;
    } else if (message.is === 'listening') {
      listening.resolve();
    } else {
      ending = message;
      pid = undefined;
    }
  });
  const ended = once(watchdog, 'exit').then(() => {
    // The watchdog was killed, so nothing else ends the watched process.
    if (pid !== undefined && !stopping) kill(pid);
    return ending;
  });
  let stopping = false;
  return {
    listening: listening.promise,
    ended,
    async stop() {
      stopping = true;
      if (watchdog.connected) watchdog.disconnect();
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
