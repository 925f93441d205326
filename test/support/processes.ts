import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

/** The IDs of all descendants of a process. */
export async function descendants(pid: number): Promise<number[]> {
  const pairs = existsSync('/proc/self/stat') ? parentsOnLinux() : await parentsElsewhere();
  const below = (parent: number): number[] =>
    pairs.filter(([, ppid]) => ppid === parent).flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

type Pair = readonly [pid: number, ppid: number];

// Small container images have no `ps`.
function parentsOnLinux(): Pair[] {
  return globSync('/proc/[0-9]*/stat').flatMap((file) => {
    const [, pid, ppid] = /^(\d+) \(.*\) \S (\d+)/s.exec(readIfThere(file)) ?? [];
    return pid === undefined ? [] : [[Number(pid), Number(ppid)] as const];
  });
}

async function parentsElsewhere(): Promise<Pair[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']);
  return [...stdout.matchAll(/(\d+)\s+(\d+)/g)].map(([, pid, ppid]) => [Number(pid), Number(ppid)] as const);
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** The command line of a process. */
export async function commandOf(pid: number): Promise<string> {
  if (existsSync('/proc/self/cmdline')) return readIfThere(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
  return (await promisify(execFile)('ps', ['-o', 'args=', '-p', String(pid)])).stdout;
}

/** Resolves when none of the processes is alive; rejects with those that still are after a minute. */
export async function allEnded(pids: readonly number[]): Promise<void> {
  for (const deadline = Date.now() + 60_000; ; await delay(10)) {
    const alive = pids.filter(isAlive);
    if (alive.length === 0) return;
    if (Date.now() > deadline) throw new Error(`Still running: ${alive.join(', ')}`);
  }
}

/** `kill -9` of the processes that are alive. */
export function killAll(pids: readonly number[]): void {
  for (const pid of pids.filter(isAlive)) process.kill(pid, 'SIGKILL');
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
