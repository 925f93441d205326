import { DeleteCommand, PutCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Command } from '../../support/fake-dynamodb/fake-dynamodb.ts';

type Keyed = { readonly Key?: Record<string, unknown>; readonly Item?: Record<string, unknown> };

export function isWrite(command: Command): boolean {
  return [TransactWriteCommand, PutCommand, UpdateCommand, DeleteCommand].some((type) => command instanceof type);
}

/** The keys of the vote items that a command writes. */
export function voteKeysIn(command: Command): { readonly pk: string; readonly sk: string }[] {
  if (!isWrite(command)) return [];
  const { TransactItems } = command.input as { TransactItems?: object[] };
  const writes =
    TransactItems === undefined ? [command.input] : TransactItems.flatMap((item) => Object.values(item) as object[]);
  return (writes as Keyed[])
    .map(({ Key, Item }) => ({ pk: String((Item ?? Key)?.['pk']), sk: String((Item ?? Key)?.['sk']) }))
    .filter(({ pk }) => pk.startsWith('VOTER#'));
}
