import { invalid } from './errors.ts';
import { isValue } from './values.ts';
import type { Value } from './values.ts';

interface Bound {
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Record<string, unknown> | undefined;
}

/** The expression attribute names and values of one request. DynamoDB refuses missing and unused ones. */
export class Binding {
  readonly #names: Record<string, string>;
  readonly #values: Record<string, Value>;

  constructor(
    expressions: readonly (string | undefined)[],
    { ExpressionAttributeNames, ExpressionAttributeValues }: Bound,
  ) {
    this.#names = ExpressionAttributeNames ?? {};
    this.#values = (ExpressionAttributeValues ?? {}) as Record<string, Value>;
    const text = expressions.join(' ');
    const used = new Set(text.match(/[#:][A-Za-z0-9_]+/g));
    for (const name of used) {
      const there = name.startsWith('#') ? this.#names[name] : this.#values[name];
      if (there === undefined) throw invalid(`An expression attribute used in expression is not defined: ${name}`);
    }
    for (const name of [...Object.keys(this.#names), ...Object.keys(this.#values)]) {
      if (!used.has(name)) throw invalid(`Value provided is unused in expressions: ${name}`);
    }
    for (const [name, value] of Object.entries(this.#values)) {
      if (!isValue(value)) throw invalid(`The fake knows no value such as that of ${name}: ${JSON.stringify(value)}`);
    }
  }

  /** Resolves a token of an expression to the name of its attribute. */
  name(token: string): string {
    return token.startsWith('#') ? (this.#names[token] as string) : token;
  }

  value(token: string): Value {
    return this.#values[token] as Value;
  }
}
