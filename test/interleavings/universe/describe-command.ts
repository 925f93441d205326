import type { Command } from '../../support/fake-dynamodb/fake-dynamodb.ts';

type Input = Readonly<Record<string, unknown>>;

/** Describes a command in one line of a schedule's trace. */
export function describeCommand(command: Command): string {
  const name = command.constructor.name.replace('Command', '');
  const { TransactItems, Key, Item, KeyConditionExpression, RequestItems } = command.input as Input;
  if (Array.isArray(TransactItems)) return `TransactWrite ${(TransactItems as Input[]).map(describeWrite).join(' + ')}`;
  if (Key !== undefined || Item !== undefined) return describeWrite({ [name]: command.input });
  if (KeyConditionExpression !== undefined) return `Query ${valuesOf(command.input as Input)}`;
  return RequestItems === undefined ? name : `${name} ${JSON.stringify(RequestItems)}`;
}

function describeWrite(write: Input): string {
  const [[kind = '', input] = []] = Object.entries(write) as [string, Input][];
  const { Key, Item, UpdateExpression, ConditionExpression } = (input ?? {}) as Record<string, string | undefined>;
  const { pk, sk, ...attributes } = (Item ?? Key) as unknown as Input;
  const set = Object.keys(attributes).length > 0 ? ` ${JSON.stringify(attributes)}` : '';
  const change = UpdateExpression === undefined ? '' : ` ${UpdateExpression}`;
  const condition = ConditionExpression === undefined ? '' : ` if ${ConditionExpression}`;
  const values = valuesOf(input ?? {});
  return `${kind} ${String(pk).slice(0, 16)}/${String(sk)}${set}${change}${condition}${values && ` with ${values}`}`;
}

function valuesOf({ ExpressionAttributeValues: values }: Input): string {
  return values === undefined ? '' : JSON.stringify(values);
}
