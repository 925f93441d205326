/**
 * `npm run test:mutants [-- --only shard]`: runs schedules on each mutant of the source and expects one to fail within
 * a minute. `--only` selects the mutants whose name or file contains the word.
 */
import { parseArgs } from 'node:util';
import { MUTANTS } from './mutants.ts';
import { findMutant } from './find-mutant.ts';

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const only = values.only ?? '';
const chosen = MUTANTS.filter(({ name, file }) => name.includes(only) || file.includes(only));
const missed: string[] = [];
for (const [index, mutant] of chosen.entries()) {
  const found = await findMutant(mutant);
  if (found === undefined) missed.push(mutant.name);
  const what = found === undefined ? 'NOT FOUND' : `${found.seconds} s, ${found.replay}: ${found.violation}`;
  process.stdout.write(`${index + 1} of ${chosen.length}: ${mutant.name} (${mutant.file}): ${what}\n`);
}
process.stdout.write(`${JSON.stringify({ mutants: chosen.length, found: chosen.length - missed.length, missed })}\n`);
process.exitCode = missed.length === 0 && chosen.length > 0 ? 0 : 1;
