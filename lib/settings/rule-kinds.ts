import { Token } from 'aws-cdk-lib';

/** Accepted values of one setting, from `cdk.json`, a CDK app or the command line, where every value is text. */
export interface Rule<T> {
  readonly byDefault: T;
  readonly expects: string;
  /** The parsed value; undefined if it is invalid. */
  readonly read: (given: unknown) => T | undefined;
  /** Why a text, or one of several, is invalid, if `expects` does not explain it. */
  readonly fault?: (given: string) => string | undefined;
}

export function wholeNumber(byDefault: number, least: number, most: number): Rule<number> {
  return {
    byDefault,
    expects: `a whole number from ${least} to ${most}`,
    read: (given) => {
      const value = toNumber(given);
      return value !== undefined && value >= least && value <= most ? value : undefined;
    },
  };
}

export function yesOrNo(byDefault: boolean): Rule<boolean> {
  return {
    byDefault,
    expects: 'true or false',
    read: (given) => [true, false].find((value) => given === value || given === String(value)),
  };
}

export function oneOf<T extends string | number>(byDefault: T, values: readonly T[]): Rule<T> {
  return {
    byDefault,
    expects: `one of ${values.join(', ')}`,
    read: (given) => values.find((value) => given === value || given === String(value)),
  };
}

/** An optional text that `accepts` accepts, or a CDK token whose value is known only at deploy time. */
export function text(expects: string, accepts: RegExp | ((given: string) => boolean)): Rule<string | undefined> {
  const fits = typeof accepts === 'function' ? accepts : (given: string) => accepts.test(given);
  return {
    byDefault: undefined,
    expects,
    read: (given) => (typeof given === 'string' && (Token.isUnresolved(given) || fits(given)) ? given : undefined),
  };
}

/** Any number of texts: an array or, on the command line, a text with spaces between them. */
export function texts(expects: string, accepts: RegExp): Rule<readonly string[]> {
  return {
    byDefault: [],
    expects,
    read: (given) => {
      const values: unknown = typeof given === 'string' ? given.split(' ').filter(Boolean) : given;
      const fits = (value: unknown) => typeof value === 'string' && (Token.isUnresolved(value) || accepts.test(value));
      return Array.isArray(values) && values.every(fits) ? (values as string[]) : undefined;
    },
  };
}

function toNumber(given: unknown): number | undefined {
  if (typeof given === 'number') return Number.isInteger(given) ? given : undefined;
  return typeof given === 'string' && /^\d{1,9}$/.test(given) ? Number(given) : undefined;
}
