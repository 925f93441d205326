import type { Binding } from './binding.ts';
import { invalid } from './errors.ts';
import { Tokens } from './expression-tokens.ts';
import type { Item, Value } from './values.ts';

/** Returns the item after an update of `item`, which has at least its keys. */
export type Update = (item: Item, binding: Binding) => Item;

type Draft = Record<string, Value>;
type Action = (draft: Draft, before: Item, binding: Binding) => void;
type Operand = (before: Item, binding: Binding) => Value | undefined;

const parsed = new Map<string, { readonly paths: readonly string[]; readonly actions: readonly Action[] }>();

/** Parses an update expression, and caches the result. */
export function parseUpdate(text: string): Update {
  let update = parsed.get(text);
  if (update === undefined) parsed.set(text, (update = parse(new Tokens(text))));
  const { paths, actions } = update;
  return (item, binding) => {
    const names = paths.map((path) => binding.name(path));
    if (new Set(names).size < names.length) throw invalid('Two document paths overlap with each other.');
    const draft = { ...item };
    for (const action of actions) action(draft, item, binding);
    return draft;
  };
}

function parse(tokens: Tokens) {
  const paths: string[] = [];
  const actions: Action[] = [];
  const clauses = new Set<string>();
  while (!tokens.end) {
    const clause = tokens.next().toUpperCase();
    const action = CLAUSES[clause] ?? tokens.fail(`unknown clause ${clause}`);
    if (clauses.has(clause)) tokens.fail(`a second ${clause}`);
    clauses.add(clause);
    do {
      const path = tokens.name();
      paths.push(path);
      actions.push(action(path, tokens));
    } while (tokens.take(','));
  }
  return { paths, actions };
}

const CLAUSES: Readonly<Record<string, (path: string, tokens: Tokens) => Action>> = {
  SET: (path, tokens) => {
    tokens.expect('=');
    const operand = parseSum(tokens);
    return (draft, before, binding) => {
      const value = operand(before, binding);
      if (value === undefined) throw invalid('The expression refers to an attribute that does not exist in the item.');
      draft[binding.name(path)] = value;
    };
  },
  REMOVE: (path) => (draft, _, binding) => {
    delete draft[binding.name(path)];
  },
  ADD: (path, tokens) => {
    const token = tokens.next();
    return (draft, before, binding) => {
      const [name, by] = [binding.name(path), binding.value(token)];
      draft[name] = sum(before[name] ?? 0, by);
    };
  },
};

function parseSum(tokens: Tokens): Operand {
  const first = parseOperand(tokens);
  const sign = tokens.take('+') ? 1 : tokens.take('-') ? -1 : 0;
  if (sign === 0) return first;
  const second = parseOperand(tokens);
  return (before, binding) => {
    const [a, b] = [first(before, binding), second(before, binding)];
    if (a === undefined || b === undefined) return undefined;
    return sum(a, typeof b === 'number' ? sign * b : b);
  };
}

function parseOperand(tokens: Tokens): Operand {
  if (tokens.take('if_not_exists')) {
    tokens.expect('(');
    const path = tokens.name();
    tokens.expect(',');
    const otherwise = parseOperand(tokens);
    tokens.expect(')');
    return (before, binding) => before[binding.name(path)] ?? otherwise(before, binding);
  }
  const token = tokens.name();
  if (tokens.at('(')) tokens.fail(`unknown function ${token}`);
  if (token.startsWith(':')) return (_, binding) => binding.value(token);
  return (before, binding) => before[binding.name(token)];
}

function sum(a: Value, b: Value): number {
  if (typeof a !== 'number' || typeof b !== 'number')
    throw invalid('An operand in the update expression has an incorrect data type');
  return a + b;
}
