import { seeded } from '../support/chance.ts';
import { Choices, parseChoices } from './universe/choices.ts';
import { runScenario } from './exhaustive/run-scenario.ts';
import type { Scenario } from './exhaustive/run-scenario.ts';
import type { ScheduleResult } from './schedule-result.ts';
import { KnownState, KnownStates } from './universe/known-states.ts';
import { runRandom } from './random/random-schedule.ts';
import { anyScenario, scenarios } from './exhaustive/scenarios.ts';

/** A share of the work that one thread does at a stretch. */
export type Job = Share & {
  /** Stops at the first failure. */
  readonly failFast: boolean;
};

export type Share =
  | { readonly kind: 'random'; readonly seed: number; readonly count: number }
  /**
   * Random schedules of random scenarios: most faults show in few schedules, and sampling finds those long before a
   * search.
   */
  | { readonly kind: 'sample'; readonly seed: number; readonly count: number }
  /** At most `most` schedules of a scenario, depth first from `given` on. One thread runs all shares of a scenario. */
  | { readonly kind: 'scenario'; readonly name: string; readonly given: readonly number[]; readonly most: number };

/** A schedule that broke a promise. */
export interface Failed extends ScheduleResult {
  /** The argument of `--replay` that repeats the schedule. */
  readonly replay: string;
}

export interface JobResult {
  readonly schedules: number;
  /** Schedules that ended early in a state of an earlier one. */
  readonly merged: number;
  readonly failed: readonly Failed[];
  /** The choices of the scenario's next schedule; undefined after the last one and for a random job. */
  readonly next: readonly number[] | undefined;
}

/** Number of failures of one job whose story is kept. */
const SHOWN = 3;

/** @param folder folder for the commands' files */
export async function runJob(job: Job, folder: string): Promise<JobResult> {
  const failed: Failed[] = [];
  let schedules = 0;
  let merged = 0;
  const note = ({ violations, story }: ScheduleResult, replay: string) => {
    schedules++;
    if (violations.length > 0) failed.push({ violations, story: failed.length < SHOWN ? story : [], replay });
  };
  const enough = () => job.failFast && failed.length > 0;
  if (job.kind === 'random') {
    for (let seed = job.seed; seed < job.seed + job.count && !enough(); seed++) {
      note(await universe(seed, folder), `random:${seed}`);
    }
    return { schedules, merged, failed, next: undefined };
  }
  if (job.kind === 'sample') {
    const random = seeded(job.seed);
    for (let left = job.count; left > 0 && !enough(); left--) {
      const scenario = anyScenario(random);
      const choices = new Choices([], random);
      const explored = await sampled(scenario, choices);
      note(explored, `${scenario.name}:${String(choices)}`);
    }
    return { schedules, merged, failed, next: undefined };
  }
  const scenario = scenarioNamed(job.name);
  const states = known.get(job.name) ?? new KnownStates();
  known.set(job.name, states);
  let next: number[] | undefined = [...job.given];
  while (next !== undefined && schedules + merged < job.most && !enough()) {
    const choices: Choices = new Choices(next);
    const explored = await exhaustive(scenario, choices, states);
    if (explored === undefined) merged++;
    else note(explored, `${job.name}:${String(choices)}`);
    next = choices.next();
  }
  if (next === undefined) known.delete(job.name);
  return { schedules, merged, failed, next };
}

/** The known states of the scenarios that this thread runs. */
const known = new Map<string, KnownStates>();

/** Repeats one schedule and traces its events. */
export function replay(text: string, folder: string, trace: (line: string) => void): Promise<ScheduleResult> {
  const [name = '', choice = ''] = text.split(':');
  if (name === 'random') return universe(Number(choice), folder, trace);
  return sampled(scenarioNamed(name), new Choices(parseChoices(choice)), trace);
}

// A schedule that does not end breaks a promise too.
const universe = (seed: number, folder: string, trace?: (line: string) => void) =>
  runRandom(seed, folder, trace).catch(endless);
const sampled = (scenario: Scenario, choices: Choices, trace?: (line: string) => void) =>
  runScenario(scenario, choices, trace).catch(endless);
/** @returns undefined if the schedule reached a known state */
const exhaustive = (scenario: Scenario, choices: Choices, states: KnownStates) =>
  runScenario(scenario, choices, undefined, states).catch((error: unknown) =>
    error instanceof KnownState ? undefined : endless(error),
  );

function endless(error: unknown): ScheduleResult {
  return { violations: [`it does not end: ${String(error)}`], story: [] };
}

function scenarioNamed(name: string): Scenario {
  const scenario = scenarios().find((each) => each.name === name);
  if (scenario === undefined) throw new Error(`There is no scenario ${name}.`);
  return scenario;
}
