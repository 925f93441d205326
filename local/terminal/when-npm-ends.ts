import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Calls back once the parent `npm start`, or the shell between them, has ended. npm passes a SIGTERM only to that
 * shell, which ends without passing it on to this process: https://github.com/npm/cli/issues/5776.
 */
export function whenNpmEnds(gone: () => void, environment: NodeJS.ProcessEnv = process.env): void {
  if (environment['npm_lifecycle_event'] !== 'start') return;
  const launchers = [process.ppid, ...npmAbove(process.ppid)];
  const timer = setInterval(() => {
    if (launchers.every(isAlive)) return;
    clearInterval(timer);
    gone();
  }, 100).unref();
}

/** npm's process ID, if `pid` is a shell that npm started. Some shells are replaced by this process. */
function npmAbove(pid: number): number[] {
  const { parent, command } = describe(pid);
  return / -c /.test(command) && parent > 1 ? [parent] : [];
}

function describe(pid: number): { parent: number; command: string } {
  try {
    return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
  } catch {
    // Windows has no `ps`, and no SIGTERM that npm could pass on.
    return { parent: 0, command: '' };
  }
}

/** For small Linux images, which have no `ps`. */
function fromProc(pid: number): { parent: number; command: string } {
  const [, parent] = /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return { parent: Number(parent), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') };
}

function fromPs(pid: number): { parent: number; command: string } {
  const line = execFileSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { encoding: 'utf8' });
  const [, parent, command = ''] = /^\s*(\d+)\s+(.*)/.exec(line) ?? [];
  return { parent: Number(parent), command };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
