import { functionNames } from '../../bundling/functions.ts';
import type { FunctionName } from '../../test/support/deployed-function.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import type { Row } from '../row.ts';
import { median, spread } from '../statistics.ts';
import { buildClients, CLIENTS } from './same-calls/variants.ts';
import { openLaunchpad } from './starts.ts';
import type { Start } from './starts.ts';
import { buildVariants, steps } from './variants.ts';
import type { Variant } from './variants.ts';

const ROUNDS = 15;

/** All starts of each variant and of `empty`, by name, in the order of the rounds. */
export type Starts = ReadonlyMap<string, readonly Start[]>;

const wall = (start: Start) => start.import + start.call;
const call = (start: Start) => start.call;
export const cpu = (start: Start) => start.cpu;

/** Starts all variants in turn, each in a fresh process, so that other load on the machine affects all alike. */
export async function startAll(name: FunctionName, variants: readonly Variant[], rounds: number): Promise<Starts> {
  using folder = temporaryFolder();
  const folders = await buildVariants(folder.path, variants);
  if (name === 'record-vote') for (const [client, home] of await buildClients(folder.path)) folders.set(client, home);
  await using launchpad = await openLaunchpad();
  const starts = new Map([...folders.keys()].map((variant) => [variant, [] as Start[]]));
  for (let round = 0; round < rounds; round++) {
    for (const [variant, home] of folders) starts.get(variant)?.push(await launchpad.start(home, name));
  }
  return starts;
}

/** Time of each round above the empty handler's in the same round. */
export function aboveEmpty(starts: Starts, variant: string, measure: (start: Start) => number): number[] {
  const empty = starts.get('empty') ?? [];
  return (starts.get(variant) ?? []).map((start, round) => measure(start) - measure(empty[round] as Start));
}

/** Ratio of two variants in each round, both above the empty handler. */
export function ratios(starts: Starts, variant: string, to: string, measure: (start: Start) => number): number[] {
  const floor = aboveEmpty(starts, to, measure);
  return aboveEmpty(starts, variant, measure).map((value, round) => value / (floor[round] as number));
}

/** Import and first answer of both functions, compared with the stock bundle, and the gain of each trimming step. */
export async function measureColdStart(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const name of functionNames) {
    const starts = await startAll(name, steps, ROUNDS);
    const [first, last] = [steps[0]?.name ?? '', steps.at(-1)?.name ?? ''];
    const row = (variant: string, measure: typeof wall, what: string): Row => ({
      group: 'cold start',
      what: `${name}, ${what}`,
      value: median(aboveEmpty(starts, variant, measure)),
      spread: spread(aboveEmpty(starts, variant, measure)),
      unit: 'ms',
      floor: { what: first, value: median(aboveEmpty(starts, first, measure)) },
      ratio: median(ratios(starts, variant, first, measure)),
    });
    const empty = (starts.get('empty') ?? []).map(wall);
    const what = `${name}, empty handler`;
    rows.push({ group: 'cold start', what, value: median(empty), spread: spread(empty), unit: 'ms' });
    rows.push(spawnToAnswer(name, starts));
    rows.push({ ...row(last, wall, 'import + first answer, above the empty handler'), goal: { atMost: 0.55 } });
    rows.push(row(last, call, 'first answer after initialisation'));
    rows.push({ ...row(last, cpu, 'import + first answer, processor time'), goal: { atMost: 0.55 } });
    for (const { name: step } of steps) rows.push(row(step, cpu, `processor time: ${step}`));
    if (name === 'record-vote')
      for (const client of Object.keys(CLIENTS))
        rows.push(row(client, wall, `only the four calls of a first vote, with ${client}`));
  }
  return rows;
}

function spawnToAnswer(name: FunctionName, starts: Starts): Row {
  const spawns = (variant: string) => (starts.get(variant) ?? []).map(({ spawn }) => spawn);
  const [ours, empty] = [spawns(steps.at(-1)?.name ?? ''), spawns('empty')];
  return {
    group: 'cold start',
    what: `${name}, spawn to first answer`,
    value: median(ours),
    spread: spread(ours),
    unit: 'ms',
    floor: { what: 'empty handler', value: median(empty) },
    ratio: median(ours.map((value, round) => value / (empty[round] as number))),
  };
}
