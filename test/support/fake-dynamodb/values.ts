import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** Attribute values of this fake: only the types that the service stores. */
export type Value = string | number | boolean;

/** An item as the document client sees it; immutable once stored. */
export type Item = Readonly<Record<string, Value>>;

export function isValue(value: unknown): value is Value {
  return typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && isFinite(value));
}

/** Items in exceptions are DynamoDB JSON: the document client unmarshalls only answers. */
export function marshalled(item: Item): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, attributeValue(value)]));
}

function attributeValue(value: Value): AttributeValue {
  if (typeof value === 'string') return { S: value };
  return typeof value === 'number' ? { N: String(value) } : { BOOL: value };
}

/** Compares strings by their UTF-8 bytes, as DynamoDB does. */
export function compare(a: Value, b: Value): number {
  if (typeof a === 'string' && typeof b === 'string') {
    return isAscii(a) && isAscii(b) ? (a < b ? -1 : a > b ? 1 : 0) : Buffer.compare(Buffer.from(a), Buffer.from(b));
  }
  return Number(a) - Number(b);
}

function isAscii(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- matches every ASCII character
  return /^[\x00-\x7f]*$/.test(text);
}
