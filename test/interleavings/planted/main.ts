/**
 * `npm run test:planted [-- --only shard]`: plants each fault in a copy of the source and expects schedules to find it within a
 * minute. `--only` selects the faults whose name or file contains the word.
 */
import { parseArgs } from 'node:util';
import { PLANTED } from './faults.ts';
import { plant } from './plant.ts';

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const only = values.only ?? '';
const chosen = PLANTED.filter(({ name, file }) => name.includes(only) || file.includes(only));
const missed: string[] = [];
for (const [index, fault] of chosen.entries()) {
  const found = await plant(fault);
  if (found === undefined) missed.push(fault.name);
  const what = found === undefined ? 'NOT FOUND' : `${found.seconds} s, ${found.replay}: ${found.violation}`;
  process.stdout.write(`${index + 1} of ${chosen.length}: ${fault.name} (${fault.file}): ${what}\n`);
}
process.stdout.write(`${JSON.stringify({ planted: chosen.length, found: chosen.length - missed.length, missed })}\n`);
process.exitCode = missed.length === 0 && chosen.length > 0 ? 0 : 1;
