import { MUTANTS } from './mutants.ts';
import { findMutant, mutate } from './find-mutant.ts';

test.each(MUTANTS)('still fits the source: $name', (mutant) => {
  expect(mutate(mutant)).toContain(mutant.edits[0]?.[1]);
});

test.each(['vote and shard are written one after the other', 'a folded shard is written'])(
  'schedules find that %s',
  async (name) => {
    const mutant = MUTANTS.find((each) => each.name === name);
    expect(mutant && (await findMutant(mutant))).toMatchObject({ violation: expect.any(String) as string });
  },
);
