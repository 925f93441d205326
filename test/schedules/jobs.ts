import { seeded } from '../support/chance.ts';
import { Choices, parseChoices } from './choices.ts';
import { runScenario } from './exhaustive.ts';
import type { Scenario } from './exhaustive.ts';
import type { Explored } from './explored.ts';
import { runRandom } from './random-schedule.ts';
import { scenarios } from './scenarios.ts';

/** A share of the work that one process does at a stretch. */
export type Job = Share & {
  /** Ends with the first failure. */
  readonly failFast: boolean;
};

export type Share =
  | { readonly kind: 'random'; readonly seed: number; readonly count: number }
  /** Schedules of any scenario, by chance: most faults show in few of the many schedules, so this finds them long before a search does. */
  | { readonly kind: 'sample'; readonly seed: number; readonly count: number }
  /** The schedules of a scenario, depth first, from the one after `given` on; at most so many. */
  | { readonly kind: 'scenario'; readonly name: string; readonly given: readonly number[]; readonly most: number };

/** A schedule that broke a promise. */
export interface Failed extends Explored {
  /** Repeats it alone. */
  readonly replay: string;
}

export interface JobResult {
  readonly schedules: number;
  readonly failed: readonly Failed[];
  /** Where a scenario goes on; undefined when all of it, or all of a random job, is done. */
  readonly next: readonly number[] | undefined;
}

/** Failures of one job after which the others are only counted. */
const SHOWN = 3;

/** @param folder for files that commands read */
export async function runJob(job: Job, folder: string): Promise<JobResult> {
  const failed: Failed[] = [];
  let schedules = 0;
  const note = ({ violations, story }: Explored, replay: string) => {
    schedules++;
    if (violations.length > 0) failed.push({ violations, story: failed.length < SHOWN ? story : [], replay });
  };
  const enough = () => job.failFast && failed.length > 0;
  if (job.kind === 'random') {
    for (let seed = job.seed; seed < job.seed + job.count && !enough(); seed++) {
      note(await universe(seed, folder), `random:${seed}`);
    }
    return { schedules, failed, next: undefined };
  }
  if (job.kind === 'sample') {
    const random = seeded(job.seed);
    const all = scenarios();
    for (let left = job.count; left > 0 && !enough(); left--) {
      const scenario = all[Math.floor(random() * all.length)] as Scenario;
      const choices = new Choices([], random);
      const explored = await exhaustive(scenario, choices);
      note(explored, `${scenario.name}:${String(choices)}`);
    }
    return { schedules, failed, next: undefined };
  }
  const scenario = scenarioNamed(job.name);
  let next: number[] | undefined = [...job.given];
  while (next !== undefined && schedules < job.most && !enough()) {
    const choices: Choices = new Choices(next);
    const explored = await exhaustive(scenario, choices);
    note(explored, `${job.name}:${String(choices)}`);
    next = choices.next();
  }
  return { schedules, failed, next };
}

/** Repeats one schedule and tells what happens in it. */
export function replay(text: string, folder: string, trace: (line: string) => void): Promise<Explored> {
  const [name = '', choice = ''] = text.split(':');
  if (name === 'random') return universe(Number(choice), folder, trace);
  return exhaustive(scenarioNamed(name), new Choices(parseChoices(choice)), trace);
}

// A schedule that cannot come to its end breaks a promise too.
const universe = (seed: number, folder: string, trace?: (line: string) => void) =>
  runRandom(seed, folder, trace).catch(endless);
const exhaustive = (scenario: Scenario, choices: Choices, trace?: (line: string) => void) =>
  runScenario(scenario, choices, trace).catch(endless);

function endless(error: unknown): Explored {
  return { violations: [`it does not end: ${String(error)}`], story: [] };
}

function scenarioNamed(name: string): Scenario {
  const scenario = scenarios().find((each) => each.name === name);
  if (scenario === undefined) throw new Error(`There is no scenario ${name}.`);
  return scenario;
}
