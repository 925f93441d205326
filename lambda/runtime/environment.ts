/** @throws Error naming the variable, at start-up rather than at the first request */
export function requireEnv(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`The environment variable ${name} is not set.`);
  return value;
}

/** @throws Error naming the variable */
export function requireWholeNumber(name: string): number {
  const value = Number(requireEnv(name));
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new Error(`The environment variable ${name} must be a whole number, 0 or more.`);
  }
  return value;
}
