import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Failed, Job, JobResult, Share } from './jobs.ts';
import { exhaustible } from './exhaustive/scenarios.ts';

export interface Report {
  readonly random: number;
  readonly sampled: number;
  readonly exhaustive: number;
  /** Schedules of an exhaustive search that reached a state which is explored already. */
  readonly merged: number;
  /** Scenarios of which every schedule was run. */
  readonly complete: number;
  readonly scenarios: number;
  readonly seconds: number;
  readonly failed: readonly Failed[];
}

export interface ExploreOptions {
  /** Number of random schedules, and the seed of the first. */
  readonly random: number;
  readonly seed: number;
  /** Number of schedules of randomly chosen scenarios. */
  readonly sample: number;
  /** Maximum number of schedules of each scenario. */
  readonly most: number;
  /** Stops at the first failure. */
  readonly failFast?: boolean;
  readonly progress?: (report: Report) => void;
}

const RANDOM_SHARE = 250;
const SAMPLE_SHARE = 1000;
const SCENARIO_SHARE = 2500;

const COUNTED = { random: 'random', sample: 'sampled', scenario: 'exhaustive' } as const;

/** Runs schedules on all cores. */
export async function explore(options: ExploreOptions): Promise<Report> {
  const { random, seed, sample, most, failFast = false, progress } = options;
  const start = performance.now();
  const all = most > 0 ? exhaustible() : [];
  const lanes = availableParallelism();
  const shared = inTurn(shares('random', random, seed), shares('sample', sample, seed));
  const searches = all.map(({ name }): Share => ({
    kind: 'scenario',
    name,
    given: [],
    most: Math.min(most, SCENARIO_SHARE),
  }));
  const counts = { random: 0, sampled: 0, exhaustive: 0, merged: 0, complete: 0 };
  const left = new Map(all.map(({ name }) => [name, most]));
  const failed: Failed[] = [];
  const report = (): Report => ({
    ...{ ...counts, scenarios: all.length, failed },
    seconds: Math.round((performance.now() - start) / 100) / 10,
  });
  const lane = async (_: unknown, number: number) => {
    // One lane runs the whole of a scenario, because it knows the visited states. It runs its scenarios in sequence or,
    // with `failFast`, a part of each in turn.
    const own = searches.filter((_search, index) => index % lanes === number);
    const folder = await mkdtemp(join(tmpdir(), 'schedules-'));
    const worker = new Worker(join(import.meta.dirname, 'worker.ts'), { workerData: folder });
    const nextJob = (turn: number) =>
      turn % 2 === 0 ? (shared.shift() ?? own.shift()) : (own.shift() ?? shared.shift());
    let turn = 0;
    for (let job = nextJob(turn); job !== undefined && !(failFast && failed.length > 0); job = nextJob(++turn)) {
      worker.postMessage({ ...job, failFast } satisfies Job);
      // Rejects if the worker fails.
      const [result] = (await once(worker, 'message')) as [JobResult];
      failed.push(...result.failed);
      counts[COUNTED[job.kind]] += result.schedules;
      if (job.kind === 'scenario') {
        counts.merged += result.merged;
        const rest = (left.get(job.name) ?? 0) - result.schedules - result.merged;
        left.set(job.name, rest);
        if (result.next === undefined) counts.complete++;
        else if (rest > 0)
          own[failFast ? 'push' : 'unshift']({ ...job, given: result.next, most: Math.min(rest, SCENARIO_SHARE) });
      }
      progress?.(report());
    }
    await worker.terminate();
    await rm(folder, { recursive: true });
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return report();
}

function shares(kind: 'random' | 'sample', count: number, seed: number): Share[] {
  const size = kind === 'random' ? RANDOM_SHARE : SAMPLE_SHARE;
  return Array.from({ length: Math.ceil(count / size) }, (_, index) => {
    return { kind, seed: seed + index * size, count: Math.min(size, count - index * size) };
  });
}

/** Interleaves the lists, so that each kind of schedule finds its failures early. */
function inTurn(...lists: readonly Share[][]): Share[] {
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list[index] ?? [])).flat();
}
