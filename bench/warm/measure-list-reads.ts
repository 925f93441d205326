import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { buildFunctions, stock } from '../../bundling/functions.ts';
import { synthesizedFunction, environmentOf } from '../../test/support/synthesized-function.ts';
import { httpEvent } from '../../test/support/event.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import type { Row } from '../results/row.ts';
import { median, spread } from '../results/statistics.ts';
import { LIST } from './handler-calls.ts';
import { DYNAMODB_CALL, startSlowDynamoDB } from './slow-dynamodb.ts';

const RUNS = 5;
const PAIRS = 60;

/** Milliseconds of a read of one article and of a list, and processor time of the list. */
interface Pair {
  readonly one: number;
  readonly list: number;
  readonly cpu: number;
}

/**
 * Compares the longest list with a single article on the deployed function. The store is a stub whose calls take as
 * long as DynamoDB's and run in parallel: the embedded engine would compete with the function for its processors.
 */
export async function measureListReads(): Promise<Row[]> {
  using folder = temporaryFolder();
  await buildFunctions(folder.path, stock);
  await using slow = await startSlowDynamoDB();
  const definition = await synthesizedFunction('get-ratings');
  const environment = environmentOf(definition, slow.endpoint);
  const deployed: Pair[][] = [];
  const untrimmed: Pair[][] = [];
  for (let run = 0; run < RUNS; run++) {
    deployed.push(await probeList(definition.file, environment));
    untrimmed.push(await probeList(join(folder.path, 'get-ratings', 'index.mjs'), environment));
  }
  const lists = deployed.map((pairs) => median(pairs.map(({ list }) => list)));
  const processor = [deployed, untrimmed].map((runs) => runs.map((pairs) => median(pairs.map(({ cpu }) => cpu))));
  const [ours = [], stocks = []] = processor;
  const stockLists = untrimmed.map((pairs) => median(pairs.map(({ list }) => list)));
  return [
    {
      what: `read of 50, bundle as deployed: ${DYNAMODB_CALL} ms per call`,
      value: median(lists),
      spread: spread(lists),
      unit: 'ms',
      floor: { what: 'read of one', value: median(deployed.flat().map(({ one }) => one)) },
      // This ratio depends on the speed of the machine, because a list needs more processor time than one read.
      ratio: median(deployed.flat().map(({ one, list }) => list / one)),
    },
    {
      what: `read of 50, bundle as deployed: ${DYNAMODB_CALL} ms per call, beside the stock bundle`,
      value: median(lists),
      unit: 'ms',
      floor: { what: 'stock bundle', value: median(stockLists) },
      ratio: median(lists.map((value, run) => value / (stockLists[run] as number))),
      goal: { atMost: 0.8 },
    },
    {
      what: 'read of 50, bundle as deployed: processor time',
      value: median(ours),
      spread: spread(ours),
      unit: 'ms',
      floor: { what: 'stock bundle', value: median(stocks) },
      ratio: median(ours.map((value, run) => value / (stocks[run] as number))),
      goal: { atMost: 0.75 },
    },
  ].map((row) => ({ group: 'warm', ...row }));
}

async function probeList(file: string, env: Record<string, string>): Promise<Pair[]> {
  const event = (articleIds: readonly string[]) =>
    JSON.stringify(
      httpEvent({
        headers: { 'x-origin-verify': 'secret' },
        rawQueryString: articleIds.map((id) => `articleId=${id}`).join('&'),
      }),
    );
  const child = fork(join(import.meta.dirname, 'list-probe.mjs'), [file, event(['a']), event(LIST), String(PAIRS)], {
    env,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${file} exited with code ${code} before the measurement was complete.`);
  });
  const [pairs] = (await Promise.race([once(child, 'message'), ended])) as [Pair[]];
  return pairs;
}
