/**
 * `npm run test:linearizability [-- --histories 2000 --seed 1]`: the long form of the test over HTTP.
 */
import { parseArgs } from 'node:util';
import { startSystem } from '../support/system.ts';
import { checkSystem } from './check-system.ts';

const { values } = parseArgs({ options: { histories: { type: 'string' }, seed: { type: 'string' } } });
const count = Number(values.histories ?? 2000);
const seed = Number(values.seed ?? 1);
const start = performance.now();
await using system = await startSystem();
const { wrong, ...figures } = await checkSystem(system.api, count, seed);
const differences = await system.differences();
for (const history of wrong) process.stdout.write(`${JSON.stringify(history)}\n`);
const seconds = Math.round((performance.now() - start) / 1000);
process.stdout.write(`${JSON.stringify({ seed, ...figures, wrong: wrong.length, differences, seconds })}\n`);
process.exitCode = wrong.length + differences.length === 0 ? 0 : 1;
