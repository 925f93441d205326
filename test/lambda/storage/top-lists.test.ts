import { Busy } from '../../../lambda/domain/errors.ts';
import { readTopList, writeTopList } from '../../../lambda/storage/top-lists.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { injectFaults } from '../../support/inject-faults.ts';
import type { Fault } from '../../support/inject-faults.ts';
import { hurried } from '../../support/operator-session.ts';

let database: Database;
beforeAll(async () => {
  database = await openDatabase('dynoxide');
});
afterAll(() => database.close());

const list = { asOf: new Date().toISOString(), prior: { mean: 4, votes: 10 }, articles: [] };

/** Reads the list through a client whose first calls fail. */
function readAfter(fault: Fault, times: number) {
  const client = database.connect();
  injectFaults(client, () => (times-- > 0 ? fault : undefined));
  return readTopList(client, database.table, 'blog/', hurried());
}

test('a list is read again after a lost or throttled call; after two throttled calls the answer is busy', async () => {
  await writeTopList(database.client, database.table, 'blog/', list, 86_400);
  expect(await readAfter('reset-before', 3)).toEqual(list);
  expect(await readAfter('throttle', 1)).toEqual(list);
  await expect(readAfter('throttle', 2)).rejects.toThrow(Busy);
});
