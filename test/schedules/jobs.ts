import { Choices, parseChoices } from './choices.ts';
import { runScenario } from './exhaustive.ts';
import type { Scenario } from './exhaustive.ts';
import type { Explored } from './explored.ts';
import { runRandom } from './random-schedule.ts';
import { scenarios } from './scenarios.ts';

/** A share of the work that one process does at a stretch. */
export type Job =
  | { readonly kind: 'random'; readonly seed: number; readonly count: number }
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
  if (job.kind === 'random') {
    for (let seed = job.seed; seed < job.seed + job.count; seed++) note(await random(seed, folder), `random:${seed}`);
    return { schedules, failed, next: undefined };
  }
  const scenario = scenarioNamed(job.name);
  let next: number[] | undefined = [...job.given];
  while (next !== undefined && schedules < job.most) {
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
  if (name === 'random') return random(Number(choice), folder, trace);
  return exhaustive(scenarioNamed(name), new Choices(parseChoices(choice)), trace);
}

// A schedule that cannot come to its end breaks a promise too.
const random = (seed: number, folder: string, trace?: (line: string) => void) =>
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
