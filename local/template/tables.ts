import type { AttributeDefinition, KeySchemaElement, TimeToLiveSpecification } from '@aws-sdk/client-dynamodb';
import { StartError } from '../errors/start-error.ts';
import { type Assembly, resourcesOf } from './assembly.ts';

/** A table as in the template, with the name that references to it resolve to. */
export interface TableDefinition {
  readonly name: string;
  readonly keySchema: KeySchemaElement[];
  readonly attributes: AttributeDefinition[];
  readonly timeToLive?: TimeToLiveSpecification | undefined;
}

interface GlobalTable {
  readonly KeySchema: TableDefinition['keySchema'];
  readonly AttributeDefinitions: TableDefinition['attributes'];
  readonly GlobalSecondaryIndexes?: unknown;
  readonly TimeToLiveSpecification?: TableDefinition['timeToLive'];
}

/**
 * The template's tables, named by their logical IDs.
 * @throws {StartError} if a table has indexes, which the local system does not create
 */
export function tablesOf({ template }: Assembly): TableDefinition[] {
  return resourcesOf(template, 'AWS::DynamoDB::GlobalTable').map(([name, properties]) => {
    const table = properties as unknown as GlobalTable;
    if (table.GlobalSecondaryIndexes !== undefined)
      throw new StartError(`The table ${name} has indexes, which the local system does not make.`);
    return {
      name,
      keySchema: table.KeySchema,
      attributes: table.AttributeDefinitions,
      timeToLive: table.TimeToLiveSpecification,
    };
  });
}
