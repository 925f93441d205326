import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Failed, Job, JobResult } from './jobs.ts';
import { scenarios } from './scenarios.ts';

export interface Report {
  readonly random: number;
  readonly exhaustive: number;
  /** Scenarios of which every schedule was run. */
  readonly complete: number;
  readonly scenarios: number;
  readonly seconds: number;
  readonly failed: readonly Failed[];
}

export interface ExploreOptions {
  /** Random schedules, and the seed of the first. */
  readonly random: number;
  readonly seed: number;
  /** Schedules of each scenario, at most. */
  readonly most: number;
  /** Ends with the first failure. */
  readonly failFast?: boolean;
  readonly progress?: (report: Report) => void;
}

const RANDOM_SHARE = 500;
const SCENARIO_SHARE = 5000;

/** Runs schedules on all cores. */
export async function explore(options: ExploreOptions): Promise<Report> {
  const { random, seed, most, failFast = false, progress } = options;
  const start = performance.now();
  const all = most > 0 ? scenarios() : [];
  const jobs = planJobs(
    random,
    seed,
    all.map(({ name }) => name),
    most,
  );
  const counts = { random: 0, exhaustive: 0, complete: 0 };
  const left = new Map(all.map(({ name }) => [name, most]));
  const failed: Failed[] = [];
  const report = (): Report => ({
    ...{ ...counts, scenarios: all.length, failed },
    seconds: Math.round((performance.now() - start) / 100) / 10,
  });
  const lane = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'schedules-'));
    const worker = new Worker(join(import.meta.dirname, 'worker.ts'), { workerData: folder });
    for (let job = jobs.shift(); job !== undefined && !(failFast && failed.length > 0); job = jobs.shift()) {
      worker.postMessage(job);
      // Rejects when the worker fails.
      const [result] = (await once(worker, 'message')) as [JobResult];
      failed.push(...result.failed);
      counts[job.kind === 'random' ? 'random' : 'exhaustive'] += result.schedules;
      if (job.kind === 'scenario') {
        const rest = (left.get(job.name) ?? 0) - result.schedules;
        left.set(job.name, rest);
        if (result.next === undefined) counts.complete++;
        else if (rest > 0) jobs.push({ ...job, given: result.next, most: Math.min(rest, SCENARIO_SHARE) });
      }
      progress?.(report());
    }
    await worker.terminate();
    await rm(folder, { recursive: true });
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  return report();
}

/** Shares of both kinds in turn, so that either finds its failures early. */
function planJobs(random: number, seed: number, names: readonly string[], most: number): Job[] {
  const shares = Array.from({ length: Math.ceil(random / RANDOM_SHARE) }, (_, index): Job => {
    const from = index * RANDOM_SHARE;
    return { kind: 'random', seed: seed + from, count: Math.min(RANDOM_SHARE, random - from) };
  });
  const firsts = names.map((name): Job => ({
    kind: 'scenario',
    name,
    given: [],
    most: Math.min(most, SCENARIO_SHARE),
  }));
  const length = Math.max(shares.length, firsts.length);
  return Array.from({ length }, (_, index) => [shares[index] ?? [], firsts[index] ?? []].flat()).flat();
}
