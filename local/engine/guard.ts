/**
 * A process between the local system and its engine. When the channel to its parent closes - the parent stopped it, or was
 * killed - it ends the engine: `kill -9` of the local system leaves no database running.
 */
import { spawn } from 'node:child_process';
import { lockFile } from '../file-lock.ts';
import type { Launch } from './program.ts';

export interface GuardTask extends Launch {
  /** Held while the engine runs, so that a successor waits for its end. */
  readonly lock?: string;
}

export type GuardMessage =
  | { readonly is: 'started'; readonly pid: number }
  | { readonly is: 'locked' }
  | { readonly is: 'ended'; readonly output: string };

const { file, args, lock } = JSON.parse(process.argv[2] ?? '') as GuardTask;
const tell = (message: GuardMessage) => process.connected && process.send?.(message);

// Ctrl-C reaches every process of the terminal; the parent decides what it means.
process.on('SIGINT', () => undefined);

try {
  if (lock === undefined || lockFile(lock, 5_000) !== undefined) guard();
  else finish({ is: 'locked' });
} catch (error) {
  finish({ is: 'ended', output: `${lock}: ${(error as Error).message}` });
}

function finish(message: GuardMessage): void {
  tell(message);
  if (process.connected) process.disconnect();
}

function guard(): void {
  const engine = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-2_000));
  engine.stdout.on('data', keep);
  engine.stderr.on('data', keep);

  engine.on('spawn', () => tell({ is: 'started', pid: engine.pid ?? 0 }));
  engine.on('error', (error) => finish({ is: 'ended', output: error.message }));
  engine.on('close', () => finish({ is: 'ended', output: output.trim() }));

  const end = () => {
    if (engine.exitCode !== null || engine.signalCode !== null) return;
    engine.kill('SIGTERM');
    setTimeout(() => engine.kill('SIGKILL'), 3_000).unref();
  };
  process.on('disconnect', end);
  process.on('SIGTERM', end);
}
