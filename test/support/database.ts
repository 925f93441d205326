import { randomUUID } from 'node:crypto';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { connect } from '../../local/dynamodb-client/connect.ts';
import { localAccess } from '../../local/aws-account/local-account.ts';
import type { AccessVariables } from '../../local/aws-account/local-account.ts';
import { startEngine } from '../../local/dynamodb-engine/start-engine.ts';
import { createTable } from '../../local/dynamodb-client/create-table.ts';
import { readAssembly } from '../../local/template/assembly.ts';
import { tablesOf } from '../../local/template/tables.ts';
import { synthesizedAssembly } from './synthesized-assembly.ts';
import { givenEndpoint } from './storage-engines.ts';
import type { StorageEngine } from './storage-engines.ts';

/** A separate in-memory engine with the table of the synthesized template; on a given engine, a separate table. */
export interface Database {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  /** Another client, for tests that add middleware. */
  connect(): DynamoDBDocumentClient;
  get(key: { pk: string; sk: string }): Promise<Record<string, unknown> | undefined>;
  close(): Promise<void>;
}

export async function openDatabase(kind: StorageEngine): Promise<Database> {
  const engine =
    kind === 'given' ? { endpoint: givenEndpoint() ?? '', stop: async () => {} } : await startEngine({ kind });
  const [described] = tablesOf(readAssembly((await synthesizedAssembly()).folder));
  if (described === undefined) throw new Error('The template has no table.');
  const definition = kind === 'given' ? { ...described, name: `${described.name}-${randomUUID()}` } : described;
  const access = kind === 'given' ? givenAccess() : localAccess;
  await createTable(engine.endpoint, definition, access);
  const table = definition.name;
  const clients: DynamoDBDocumentClient[] = [];
  const open = () => {
    const client = DynamoDBDocumentClient.from(connect(engine.endpoint, access));
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

/** The credentials in the environment. */
function givenAccess(): AccessVariables {
  const { AWS_REGION = '', AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' } = process.env;
  return { AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY };
}
