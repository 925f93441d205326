import type { TableDefinition } from '../table.ts';
import { type Assembly, resourcesOf } from './assembly.ts';

interface GlobalTable {
  readonly KeySchema: TableDefinition['keySchema'];
  readonly AttributeDefinitions: TableDefinition['attributes'];
  readonly GlobalSecondaryIndexes?: TableDefinition['globalIndexes'];
  readonly TimeToLiveSpecification?: TableDefinition['timeToLive'];
}

/** The template's tables, named by their logical IDs. */
export function tablesOf({ template }: Assembly): TableDefinition[] {
  return resourcesOf(template, 'AWS::DynamoDB::GlobalTable').map(([name, properties]) => {
    const table = properties as unknown as GlobalTable;
    return {
      name,
      keySchema: table.KeySchema,
      attributes: table.AttributeDefinitions,
      globalIndexes: table.GlobalSecondaryIndexes,
      timeToLive: table.TimeToLiveSpecification,
    };
  });
}
