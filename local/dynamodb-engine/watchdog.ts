/**
 * A process between the local system and its engine. It ends the engine when the channel to its parent closes, because
 * the parent has stopped it or was killed: `kill -9` of the local system leaves no database running.
 */
import { spawn } from 'node:child_process';
import { lockFile } from '../data-folder/file-lock.ts';
import { damageOf } from './sqlite-integrity.ts';
import type { Ending } from './engine-ending.ts';
import type { Launch } from './engine-program.ts';

export interface WatchdogTask extends Launch {
  readonly data?: {
    /** Held while the engine runs, so that a successor waits for its end. */
    readonly lock: string;
    /** An SQLite file, checked before the engine opens it. */
    readonly database: string;
  };
}

export type WatchdogMessage = { readonly is: 'started'; readonly pid: number } | { readonly is: 'listening' } | Ending;

const { file, args, listening, data } = JSON.parse(process.argv[2] ?? '') as WatchdogTask;
// Without a callback, `send` would throw once the parent has ended, and the engine would keep running.
const tell = (message: WatchdogMessage) => process.connected && process.send?.(message, () => undefined);

// Ctrl-C reaches every process of the terminal; only the parent acts on it.
process.on('SIGINT', () => undefined);

const refusal = refusalOf(data);
// `disconnect` is not emitted again if the parent ended before this line.
if (refusal !== undefined) finish(refusal);
else if (process.connected) watchdog();

function refusalOf(data: WatchdogTask['data']): Ending | undefined {
  if (data === undefined) return undefined;
  try {
    if (lockFile(data.lock, 5_000) === undefined) return { is: 'locked' };
    const reason = damageOf(data.database);
    return reason === undefined ? undefined : { is: 'refused', reason };
  } catch (error) {
    return { is: 'refused', reason: (error as Error).message };
  }
}

function finish(message: Ending): void {
  tell(message);
  if (process.connected) process.disconnect();
}

function watchdog(): void {
  // Ctrl-C signals the terminal's whole foreground process group. The engine has its own group, so only this process
  // ends it.
  const engine = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, windowsHide: true });
  const printed = { stdout: '', stderr: '' };
  let listens = false;
  for (const stream of ['stdout', 'stderr'] as const)
    engine[stream].on('data', (chunk: Buffer) => {
      printed[stream] = (printed[stream] + chunk.toString()).slice(-2_000);
      if (listens || !printed[stream].includes(listening)) return;
      listens = true;
      tell({ is: 'listening' });
    });

  engine.on('spawn', () => tell({ is: 'started', pid: engine.pid ?? 0 }));
  engine.on('error', (error) => finish({ is: 'refused', reason: error.message }));
  engine.on('close', (code, signal) => finish({ is: 'ended', code, signal, ...printed }));

  const end = () => {
    if (engine.exitCode !== null || engine.signalCode !== null) return;
    engine.kill('SIGTERM');
    setTimeout(() => engine.kill('SIGKILL'), 3_000).unref();
  };
  process.on('disconnect', end);
  process.on('SIGTERM', end);
}
