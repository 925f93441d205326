/** `npm run test:fuzz [-- --requests 20000 --seed 1]`: the long form of the fuzz test, on its own system. */
import { parseArgs } from 'node:util';
import { startSystem } from '../support/system.ts';
import { fuzz } from './run.ts';

const { values } = parseArgs({ options: { requests: { type: 'string' }, seed: { type: 'string' } } });
const requests = Number(values.requests ?? 20_000);
const seed = values.seed === undefined ? undefined : Number(values.seed);

process.stderr.write(`Sending ${requests} random requests, which takes about ${Math.ceil(requests / 300)} s …\n`);
const system = await startSystem();
try {
  const { statuses, codes, accepted } = await fuzz(system.url, { requests, seed });
  const articles = await system.articles();
  const uninvited = articles.filter((id) => !accepted.has(id));
  process.stdout.write(
    `${JSON.stringify({ requests, statuses, codes, accepted: accepted.size, uninvited }, undefined, 2)}\n`,
  );
  process.exitCode = uninvited.length === 0 ? 0 : 1;
} finally {
  await system.stop();
}
