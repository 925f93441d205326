import { invalid } from './errors.ts';
import { Tokens } from './expression-tokens.ts';
import { compare } from './values.ts';
import type { Item, Value } from './values.ts';
import type { Binding } from './binding.ts';

/** Whether an item meets the condition; `undefined` if the item does not exist. */
export type Condition = (item: Item | undefined, binding: Binding) => boolean;

type Operand = (item: Item | undefined, binding: Binding) => Value | undefined;

const parsed = new Map<string, Condition>();
const parenthesized = new WeakSet<Condition>();

/** Parses a condition, filter or key condition, and caches the result. */
export function parseCondition(text: string): Condition {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const tokens = new Tokens(text);
  const condition = parseOr(tokens);
  if (!tokens.end) tokens.fail('expected the end');
  parsed.set(text, condition);
  return condition;
}

function parseOr(tokens: Tokens): Condition {
  const parts = [parseAnd(tokens)];
  while (tokens.take('OR')) parts.push(parseAnd(tokens));
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? only : (item, binding) => parts.some((part) => part(item, binding));
}

function parseAnd(tokens: Tokens): Condition {
  const parts = [parseNot(tokens)];
  while (tokens.take('AND')) parts.push(parseNot(tokens));
  const [only] = parts;
  return only !== undefined && parts.length === 1
    ? only
    : (item, binding) => parts.every((part) => part(item, binding));
}

function parseNot(tokens: Tokens): Condition {
  if (!tokens.take('NOT')) return parsePrimary(tokens);
  const part = parseNot(tokens);
  return (item, binding) => !part(item, binding);
}

function parsePrimary(tokens: Tokens): Condition {
  if (tokens.take('(')) {
    const condition = parseOr(tokens);
    tokens.expect(')');
    if (parenthesized.has(condition)) throw invalid('The expression has redundant parentheses');
    parenthesized.add(condition);
    return condition;
  }
  if (tokens.take('attribute_exists')) {
    const operand = inParentheses(tokens, parseOperand);
    return (item, binding) => operand(item, binding) !== undefined;
  }
  if (tokens.take('attribute_not_exists')) {
    const operand = inParentheses(tokens, parseOperand);
    return (item, binding) => operand(item, binding) === undefined;
  }
  if (tokens.take('begins_with')) {
    const [text, prefix] = inParentheses(tokens, parsePair);
    return (item, binding) => {
      const [a, b] = [text(item, binding), prefix(item, binding)];
      if (typeof b !== 'string') throw invalid('Incorrect operand type for operator or function: begins_with');
      return typeof a === 'string' && a.startsWith(b);
    };
  }
  return parseComparison(tokens);
}

function parseComparison(tokens: Tokens): Condition {
  const left = parseOperand(tokens);
  if (tokens.take('IN')) {
    const list = inParentheses(tokens, parseList);
    return (item, binding) => {
      const value = left(item, binding);
      return value !== undefined && list.some((each) => each(item, binding) === value);
    };
  }
  const sign = tokens.next();
  const holds = COMPARISONS[sign] ?? tokens.fail(`unknown comparison ${sign}`);
  const right = parseOperand(tokens);
  return (item, binding) => {
    const [a, b] = [left(item, binding), right(item, binding)];
    if (sign === '<>') return a !== b;
    if (sign === '=') return a !== undefined && a === b;
    return a !== undefined && b !== undefined && typeof a === typeof b && holds(compare(a, b));
  };
}

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

function parseOperand(tokens: Tokens): Operand {
  const token = tokens.name();
  if (!/^[#:A-Za-z_]/.test(token)) tokens.fail(`expected an attribute or a value, not ${token}`);
  if (tokens.at('(')) tokens.fail(`unknown function ${token}`);
  if (token.startsWith(':')) return (_, binding) => binding.value(token);
  return (item, binding) => item?.[binding.name(token)];
}

function parsePair(tokens: Tokens): [Operand, Operand] {
  const first = parseOperand(tokens);
  tokens.expect(',');
  return [first, parseOperand(tokens)];
}

function parseList(tokens: Tokens): Operand[] {
  const list = [parseOperand(tokens)];
  while (tokens.take(',')) list.push(parseOperand(tokens));
  return list;
}

function inParentheses<T>(tokens: Tokens, parse: (tokens: Tokens) => T): T {
  tokens.expect('(');
  const content = parse(tokens);
  tokens.expect(')');
  return content;
}
