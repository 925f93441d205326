import { invalid } from './errors.ts';
import { RESERVED_WORDS } from './reserved-words.ts';

/** A part of an expression that the fake does not support. If DynamoDB does, extend the fake. */
export class UnknownExpression extends Error {
  override readonly name = 'UnknownExpression';
}

const TOKEN = /\s*(?:([#:]?[A-Za-z_][A-Za-z0-9_]*)|(<>|<=|>=|[=<>(),+-]))/y;

/** The tokens of an expression, read one by one. */
export class Tokens {
  readonly #text: string;
  readonly #tokens: string[] = [];
  #next = 0;

  constructor(text: string) {
    this.#text = text;
    TOKEN.lastIndex = 0;
    while (text.slice(TOKEN.lastIndex).trim() !== '') {
      const at = TOKEN.lastIndex;
      const match = TOKEN.exec(text);
      if (match === null) throw new UnknownExpression(`${text}: cannot read ${text.slice(at)}`);
      this.#tokens.push((match[1] ?? match[2]) as string);
    }
  }

  get end(): boolean {
    return this.#next >= this.#tokens.length;
  }

  /** Whether the next token is this one; keywords are case-insensitive. */
  at(token: string): boolean {
    return this.#tokens[this.#next]?.toUpperCase() === token.toUpperCase();
  }

  take(token: string): boolean {
    const found = this.at(token);
    if (found) this.#next++;
    return found;
  }

  expect(token: string): void {
    if (!this.take(token)) this.fail(`expected ${token}`);
  }

  /** Reads the next token as an attribute name. */
  name(): string {
    const token = this.next();
    if (RESERVED_WORDS.has(token.toLowerCase())) throw invalid(`Attribute name is a reserved keyword: ${token}`);
    return token;
  }

  next(): string {
    const token = this.#tokens[this.#next++];
    return token ?? this.fail('ends too early');
  }

  fail(why: string): never {
    throw new UnknownExpression(
      `${this.#text}: ${why} at token ${this.#next} (${this.#tokens[this.#next] ?? 'the end'})`,
    );
  }
}
