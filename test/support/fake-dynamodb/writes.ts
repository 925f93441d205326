import { Binding } from './binding.ts';
import { parseCondition } from './condition.ts';
import { invalid } from './errors.ts';
import { keyOf } from './table.ts';
import type { Cell, Key, Table } from './table.ts';
import { parseUpdate } from './update.ts';
import { isValue } from './values.ts';
import type { Item } from './values.ts';

/** One conditional write of an item, alone or in a transaction. */
export interface Write {
  readonly cell: Cell;
  /** Whether the exception of a failed condition must include the current item. */
  readonly showsOld: boolean;
  /** Whether the condition holds now. */
  holds(): boolean;
  /** The item after the write; `undefined` after a delete. */
  after(): Item | undefined;
}

export type WriteKind = 'Put' | 'Update' | 'Delete' | 'ConditionCheck';

type Input = Readonly<Record<string, unknown>>;

const MEMBERS: Readonly<Record<WriteKind, readonly string[]>> = {
  Put: ['Item'],
  Update: ['Key', 'UpdateExpression'],
  Delete: ['Key'],
  ConditionCheck: ['Key'],
};

const ALWAYS = [
  'TableName',
  'ConditionExpression',
  'ExpressionAttributeNames',
  'ExpressionAttributeValues',
  'ReturnValuesOnConditionCheckFailure',
];

/** Throws on members that the fake does not support. */
export function allow(input: Input, members: readonly string[]): void {
  for (const [name, value] of Object.entries(input)) {
    if (value !== undefined && !members.includes(name)) throw new Error(`The fake DynamoDB does not know ${name}.`);
  }
}

export function parseWrite(table: Table, kind: WriteKind, input: Input, alsoAllowed: readonly string[] = []): Write {
  allow(input, [...MEMBERS[kind], ...ALWAYS, ...alsoAllowed]);
  const { ConditionExpression: condition, UpdateExpression: update } = input as Record<string, string | undefined>;
  if (kind === 'ConditionCheck' && condition === undefined) throw invalid('A ConditionCheck needs a condition.');
  const binding = new Binding([condition, update], input);
  const holds = condition === undefined ? () => true : parseCondition(condition);
  const item = kind === 'Put' ? itemOf(input['Item']) : undefined;
  const cell = table.cell(item ?? keyOf(input['Key'] as Input));
  const change = update === undefined ? undefined : parseUpdate(update);
  const after = () => {
    if (kind === 'Put') return item;
    if (kind === 'Delete') return undefined;
    if (kind === 'ConditionCheck') return cell.item;
    const before = cell.item ?? { pk: cell.pk, sk: cell.sk };
    const updated = change?.(before, binding) ?? before;
    if (updated['pk'] !== cell.pk || updated['sk'] !== cell.sk) throw invalid('An update cannot change a key.');
    return updated;
  };
  return {
    cell,
    showsOld: input['ReturnValuesOnConditionCheckFailure'] === 'ALL_OLD',
    holds: () => holds(cell.item, binding),
    after,
  };
}

function itemOf(item: unknown): Item & Key {
  const { pk, sk, ...attributes } = item as Record<string, unknown>;
  const key = keyOf({ pk, sk });
  for (const [name, value] of Object.entries(attributes)) {
    if (!isValue(value)) throw new Error(`The fake DynamoDB cannot store ${name}: ${JSON.stringify(value)}`);
  }
  return { ...key, ...(attributes as Item) };
}
