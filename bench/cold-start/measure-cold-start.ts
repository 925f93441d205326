import { apiFunctionNames } from '../../bundling/functions.ts';
import type { FunctionName } from '../../test/support/synthesized-function.ts';
import type { Row } from '../results/row.ts';
import { median, spread } from '../results/statistics.ts';
import { buildClients, CLIENTS } from './clients/build-clients.ts';
import type { Start } from './prepare-cold-starts.ts';
import { aboveEmpty, ratios, startAll } from './start-all.ts';
import type { Starts } from './start-all.ts';
import { steps } from './variants.ts';

const ROUNDS = 15;

const wall = (start: Start) => start.import + start.call;
const call = (start: Start) => start.call;
const cpu = (start: Start) => start.cpu;

/** Import and first answer of both functions, compared with the stock bundle, and the gain of each trimming step. */
export async function measureColdStart(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const name of apiFunctionNames) {
    const starts = await startAll(name, steps, ROUNDS, name === 'record-vote' ? buildClients : undefined);
    const [first, last] = [steps[0]?.name ?? '', steps.at(-1)?.name ?? ''];
    const row = (variant: string, measure: typeof wall, what: string): Row => ({
      group: 'cold start',
      what: `${name}${what}`,
      value: median(aboveEmpty(starts, variant, measure)),
      spread: spread(aboveEmpty(starts, variant, measure)),
      unit: 'ms',
      floor: { what: first, value: median(aboveEmpty(starts, first, measure)) },
      ratio: median(ratios(starts, variant, first, measure)),
    });
    const empty = (starts.get('empty') ?? []).map(wall);
    const what = `${name}: empty handler`;
    rows.push({ group: 'cold start', what, value: median(empty), spread: spread(empty), unit: 'ms' });
    rows.push(spawnToAnswer(name, starts));
    rows.push({ ...row(last, wall, ': import + first answer, above the empty handler'), goal: { atMost: 0.55 } });
    rows.push(row(last, call, ': first answer after initialisation'));
    rows.push({ ...row(last, cpu, ': import + first answer, processor time'), goal: { atMost: 0.55 } });
    for (const { name: step } of steps) rows.push(row(step, cpu, `, processor time: ${step}`));
    if (name === 'record-vote')
      for (const client of Object.keys(CLIENTS))
        rows.push(row(client, cpu, `, processor time of only the four calls of a first vote: with ${client}`));
  }
  return rows;
}

function spawnToAnswer(name: FunctionName, starts: Starts): Row {
  const spawns = (variant: string) => (starts.get(variant) ?? []).map(({ spawn }) => spawn);
  const [ours, empty] = [spawns(steps.at(-1)?.name ?? ''), spawns('empty')];
  return {
    group: 'cold start',
    what: `${name}: spawn to first answer`,
    value: median(ours),
    spread: spread(ours),
    unit: 'ms',
    floor: { what: 'empty handler', value: median(empty) },
    ratio: median(ours.map((value, round) => value / (empty[round] as number))),
  };
}
