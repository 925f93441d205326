import {
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ResourceNotFoundException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
  type AttributeDefinition,
  type DynamoDBClient,
  type KeySchemaElement,
} from '@aws-sdk/client-dynamodb';
import type { AccessVariables } from '../aws-account/local-account.ts';
import { StartError } from '../errors/start-error.ts';
import type { TableDefinition } from '../template/tables.ts';
import { connect } from './connect.ts';

/**
 * Creates the table at `endpoint` unless it exists.
 *
 * @throws {StartError} if a table of that name has other keys
 */
export async function createTable(endpoint: string, table: TableDefinition, access?: AccessVariables): Promise<void> {
  using client = connect(endpoint, access);
  const existing = await describe(client, table.name);
  if (existing === undefined) {
    await client.send(
      new CreateTableCommand({
        TableName: table.name,
        KeySchema: table.keySchema,
        AttributeDefinitions: table.attributes,
        BillingMode: 'PAY_PER_REQUEST',
      }),
    );
    await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1 }, { TableName: table.name });
  } else if (
    keys(existing.KeySchema ?? [], existing.AttributeDefinitions ?? []) !== keys(table.keySchema, table.attributes)
  ) {
    throw new StartError(
      `The key schema of the table ${table.name} in the data folder differs from the template: ` +
        `${keys(existing.KeySchema ?? [], existing.AttributeDefinitions ?? [])} instead of ` +
        `${keys(table.keySchema, table.attributes)}. Set DATA_DIR to another folder; this one was not changed.`,
    );
  }
  await setTimeToLive(client, table);
}

async function describe(client: DynamoDBClient, name: string) {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

function keys(schema: readonly KeySchemaElement[], attributes: readonly AttributeDefinition[]): string {
  const type = (name: string | undefined) => attributes.find((one) => one.AttributeName === name)?.AttributeType;
  return schema
    .map(({ AttributeName, KeyType }) => `${AttributeName} (${KeyType}, ${type(AttributeName)})`)
    .join(' and ');
}

async function setTimeToLive(client: DynamoDBClient, { name, timeToLive }: TableDefinition): Promise<void> {
  if (timeToLive === undefined) return;
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: name }));
  // A second update to the same value is an error.
  if (TimeToLiveDescription?.AttributeName === timeToLive.AttributeName) return;
  await client.send(new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification: timeToLive }));
}
