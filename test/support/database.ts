import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { connect } from '../../local/connect.ts';
import type { EngineKind } from '../../local/engine/program.ts';
import { startEngine } from '../../local/engine/start-engine.ts';
import { createTable } from '../../local/table.ts';
import { readAssembly } from '../../local/template/assembly.ts';
import { tablesOf } from '../../local/template/tables.ts';
import { synthesizedAssembly } from './assembly.ts';

/** An engine of its own, in memory, with the table of the synthesized template in it. */
export interface Database {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  /** Another client, for a test that meddles with it. */
  connect(): DynamoDBDocumentClient;
  get(key: { pk: string; sk: string }): Promise<Record<string, unknown> | undefined>;
  close(): Promise<void>;
}

export async function openDatabase(kind: EngineKind): Promise<Database> {
  const engine = await startEngine({ kind });
  const [definition] = tablesOf(readAssembly((await synthesizedAssembly()).folder));
  if (definition === undefined) throw new Error('The template has no table.');
  await createTable(engine.endpoint, definition);
  const table = definition.name;
  const clients: DynamoDBDocumentClient[] = [];
  const open = () => {
    const client = DynamoDBDocumentClient.from(connect(engine.endpoint));
    clients.push(client);
    return client;
  };
  const client = open();
  return {
    client,
    table,
    connect: open,
    get: async (Key) => (await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }))).Item,
    close: async () => {
      for (const each of clients) each.destroy();
      await engine.stop();
    },
  };
}
