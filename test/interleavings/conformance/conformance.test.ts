import { FakeClient } from '../../support/fake-dynamodb/fake-client.ts';
import { FakeDynamoDB } from '../../support/fake-dynamodb/fake-dynamodb.ts';
import { atOnce } from '../../support/fake-dynamodb/at-once.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { storageEngines } from '../../support/storage-engines.ts';
import { seeded } from '../../support/chance.ts';
import { answerOf } from './answer.ts';
import { randomCommands } from './random-command.ts';
import { SCRIPTS } from './scripts.ts';

/** The fake is checked against real engines: both must give the same answers. */
describe.each(storageEngines())('the fake and %s', (engine) => {
  let database: Database;
  let fake: FakeClient;
  beforeAll(async () => {
    database = await openDatabase(engine);
    fake = new FakeClient(atOnce(new FakeDynamoDB({ tables: [database.table] })), { removesUndefined: true });
  });
  afterAll(() => database.close());

  test.each(Object.keys(SCRIPTS))('agree: %s', async (title) => {
    for (const command of SCRIPTS[title]?.(database.table, title) ?? []) {
      const said = { command: command.constructor.name, input: command.input };
      const expected = await answerOf(database.client, command);
      expect({ ...said, answer: await answerOf(fake, command) }).toEqual({ ...said, answer: expected });
    }
  });

  test('agree on random commands', async () => {
    const seed = 20261125;
    const next = randomCommands(database.table, 'random', seeded(seed));
    for (let index = 0; index < 1000; index++) {
      const command = next();
      const said = { seed, index, command: command.constructor.name, input: command.input };
      const expected = await answerOf(database.client, command);
      expect({ ...said, answer: await answerOf(fake, command) }).toEqual({ ...said, answer: expected });
    }
  });
});
