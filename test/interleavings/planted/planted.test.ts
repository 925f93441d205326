import { PLANTED } from './faults.ts';
import { plant, withFault } from './plant.ts';

test.each(PLANTED)('can still be planted: $name', (fault) => {
  expect(withFault(fault)).toContain(fault.edits[0]?.[1]);
});

test.each(['vote and shard are written one after the other', 'a folded shard is written'])(
  'schedules find that %s',
  async (name) => {
    const fault = PLANTED.find((each) => each.name === name);
    expect(fault && (await plant(fault))).toMatchObject({ violation: expect.any(String) as string });
  },
);
