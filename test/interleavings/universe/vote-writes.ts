import { DeleteCommand, PutCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Command } from '../../support/fake-dynamodb/fake-dynamodb.ts';

type Keyed = { readonly Key?: Record<string, unknown>; readonly Item?: Record<string, unknown> };

export function isWrite(command: Command): boolean {
  return [TransactWriteCommand, PutCommand, UpdateCommand, DeleteCommand].some((type) => command instanceof type);
}

/** The partition keys of the voters whose votes a command writes. */
export function votersIn(command: Command): string[] {
  if (!isWrite(command)) return [];
  const { TransactItems } = command.input as { TransactItems?: object[] };
  const writes =
    TransactItems === undefined ? [command.input] : TransactItems.flatMap((item) => Object.values(item) as object[]);
  return (writes as Keyed[])
    .map(({ Key, Item }) => String((Item ?? Key)?.['pk']))
    .filter((pk) => pk.startsWith('VOTER#'));
}
