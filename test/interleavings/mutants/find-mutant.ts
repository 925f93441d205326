import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Mutant } from './mutants.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** The files that the schedules need. */
const PARTS = [
  'lambda',
  'operator',
  'test/interleavings',
  'test/support/fake-dynamodb',
  'test/support/chance.ts',
  'package.json',
];

export interface Found {
  readonly seconds: number;
  /** Repeats the schedule that found the mutant, in a tree with its edits. */
  readonly replay: string;
  readonly violation: string;
}

/** Milliseconds. */
const PATIENCE = 60_000;

/**
 * Runs schedules on a copy of the source with the mutant's edits until one fails.
 *
 * @returns undefined if none does within a minute
 * @throws if an edit does not fit the source, or the changed source cannot run
 */
export async function findMutant(mutant: Mutant, patience = PATIENCE): Promise<Found | undefined> {
  const { name, file } = mutant;
  const copy = mkdtempSync(join(tmpdir(), 'mutant-'));
  try {
    for (const part of PARTS) {
      mkdirSync(join(copy, part, '..'), { recursive: true });
      cpSync(join(ROOT, part), join(copy, part), { recursive: true });
    }
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    writeFileSync(join(copy, file), mutate(mutant));
    return await explore(copy, name, patience);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

/** The file's text with the mutant's edits. @throws if a text to replace does not occur exactly once */
export function mutate({ name, file, edits }: Mutant): string {
  return edits.reduce(
    (source, [from, to]) => {
      const parts = source.split(from);
      if (parts.length !== 2)
        throw new Error(`${name}: ${from} occurs ${parts.length - 1} times in ${file}, not once.`);
      return parts.join(to);
    },
    readFileSync(join(ROOT, file), 'utf8'),
  );
}

async function explore(copy: string, name: string, patience: number): Promise<Found | undefined> {
  const start = performance.now();
  const args = ['test/interleavings/main.ts', '--fail-fast', '--random', '1000000', '--sample', '4000000'];
  const child = spawn(process.execPath, args, { cwd: copy, stdio: ['ignore', 'pipe', 'pipe'] });
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  const [output, errors, exit] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  clearTimeout(timer);
  const [code, signal] = exit as [code: number | null, signal: string | null];
  if (signal === 'SIGKILL') return undefined;
  const [, replay, violation] = /^ {2}(\S+:\S*)\n {2}(.*)$/m.exec(output) ?? [];
  if (code !== 1 || replay === undefined || violation === undefined)
    throw new Error(`${name}: the schedules do not run with it.\n${errors.slice(-2000)}`);
  return { seconds: Math.round((performance.now() - start) / 100) / 10, replay, violation };
}
