import { Binding } from './binding.ts';
import { parseCondition } from './condition.ts';
import { invalid } from './errors.ts';
import { keyOf } from './table.ts';
import type { Cell, Table } from './table.ts';
import type { Item } from './values.ts';
import { allow } from './writes.ts';

type Input = Readonly<Record<string, unknown>>;

/** Reads an item at some moment during the call, independently of the other items. */
export type See = (cell: Cell) => Item | undefined;

const BOUND = ['TableName', 'ConsistentRead', 'ExpressionAttributeNames', 'ExpressionAttributeValues'];
const PAGED = [...BOUND, 'FilterExpression', 'ProjectionExpression', 'Limit', 'ExclusiveStartKey'];

export function get(table: Table, input: Input, see: See) {
  allow(input, ['TableName', 'Key', 'ConsistentRead']);
  const item = see(table.cell(keyOf(input['Key'] as Input)));
  return { ...(item && { Item: { ...item } }) };
}

export function query(table: Table, input: Input, see: See) {
  allow(input, [...PAGED, 'KeyConditionExpression']);
  const text = input['KeyConditionExpression'] as string;
  const condition = parseCondition(text);
  const binding = bindingOf(input);
  const pk = /^\s*pk = (:\w+)/.exec(text)?.[1];
  if (pk === undefined) throw invalid(`Query key condition not supported: ${text}`);
  const cells = table.partition(binding.value(pk) as string);
  return page(input, cells, see, binding, (item) => condition(item, binding));
}

/** @param most items per page, instead of DynamoDB's megabyte */
export function scan(table: Table, input: Input, see: See, most: number) {
  allow(input, [...PAGED, 'Segment', 'TotalSegments']);
  const { Segment, TotalSegments } = input as { Segment?: number; TotalSegments?: number };
  return page(input, table.all(Segment, TotalSegments), see, bindingOf(input), () => true, most);
}

/** @param most items per answer; DynamoDB leaves the others unprocessed if it lacks throughput */
export function batchGet(table: (name: string) => Table, input: Input, see: See, most: number) {
  allow(input, ['RequestItems']);
  const Responses: Record<string, Item[]> = {};
  const UnprocessedKeys: Record<string, Input> = {};
  for (const [name, request] of Object.entries(input['RequestItems'] as Record<string, Input>)) {
    allow(request, ['Keys', 'ConsistentRead']);
    const keys = (request['Keys'] as Input[]).map(keyOf);
    if (keys.length === 0 || keys.length > 100) throw invalid('A BatchGetItem reads 1 to 100 items.');
    if (new Set(keys.map(({ pk, sk }) => `${pk}\n${sk}`)).size < keys.length)
      throw invalid('Provided list of item keys contains duplicates');
    const cells = keys.map((key) => table(name).cell(key));
    Responses[name] = cells
      .slice(0, most)
      .map(see)
      .filter((item) => item !== undefined);
    if (cells.length > most) UnprocessedKeys[name] = { ...request, Keys: keys.slice(most) };
  }
  return { Responses, UnprocessedKeys };
}

function bindingOf(input: Input): Binding {
  const expressions = ['KeyConditionExpression', 'FilterExpression', 'ProjectionExpression'];
  return new Binding(
    expressions.map((name) => input[name] as string | undefined),
    input,
  );
}

function page(
  input: Input,
  cells: readonly Cell[],
  see: See,
  binding: Binding,
  belongs: (item: Item) => boolean,
  most = Infinity,
) {
  const {
    FilterExpression,
    ExclusiveStartKey,
    Limit = Infinity,
  } = input as {
    FilterExpression?: string;
    ExclusiveStartKey?: Input;
    Limit?: number;
  };
  const filter = FilterExpression === undefined ? () => true : parseCondition(FilterExpression);
  const Items: Item[] = [];
  let ScannedCount = 0;
  for (let index = startAfter(cells, ExclusiveStartKey); index < cells.length; index++) {
    const cell = cells[index] as Cell;
    const item = see(cell);
    if (item === undefined || !belongs(item)) continue;
    ScannedCount++;
    if (filter(item, binding)) Items.push(project(item, input['ProjectionExpression'] as string | undefined, binding));
    if (ScannedCount < Math.min(Limit, most)) continue;
    return { Items, Count: Items.length, ScannedCount, LastEvaluatedKey: { pk: cell.pk, sk: cell.sk } };
  }
  return { Items, Count: Items.length, ScannedCount };
}

function startAfter(cells: readonly Cell[], key: Input | undefined): number {
  if (key === undefined) return 0;
  const { pk, sk } = keyOf(key);
  const index = cells.findIndex((cell) => cell.pk === pk && cell.sk === sk);
  if (index < 0) throw invalid('The provided starting key is invalid');
  return index + 1;
}

function project(item: Item, expression: string | undefined, binding: Binding): Item {
  if (expression === undefined) return { ...item };
  const names = expression.split(',').map((path) => binding.name(path.trim()));
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
}
