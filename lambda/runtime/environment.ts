/** The variable's value; undefined if it is absent or empty. */
export function optionalEnv(name: string): string | undefined {
  return process.env[name] || undefined;
}

/** @throws Error naming the variable, at start-up rather than at the first request */
export function requireEnv(name: string): string {
  const value = optionalEnv(name);
  if (value === undefined) throw new Error(`The environment variable ${name} is not set.`);
  return value;
}

/** @throws Error naming the variable */
export function requireWholeNumber(name: string): number {
  return parseWholeNumber(name, requireEnv(name));
}

/** @throws Error naming the variable */
export function wholeNumberOr(byDefault: number, name: string): number {
  const value = optionalEnv(name);
  return value === undefined ? byDefault : parseWholeNumber(name, value);
}

function parseWholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new Error(`The environment variable ${name} must be a whole number, 0 or more.`);
  }
  return value;
}
