import { Token } from 'aws-cdk-lib';

/** Accepted values of one setting, from `cdk.json`, from the command line, where all is text, or from a CDK app. */
export interface Rule<T> {
  readonly byDefault: T;
  readonly expects: string;
  /** The value, or undefined if it is not one. */
  readonly read: (given: unknown) => T | undefined;
  /** Why a text, or one of several, is invalid, if `expects` does not say it. */
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

/** A text that `accepts` takes, a CDK token whose value is known only at deploy time, or nothing. */
export function text(expects: string, accepts: RegExp | ((given: string) => boolean)): Rule<string | undefined> {
  const fits = typeof accepts === 'function' ? accepts : (given: string) => accepts.test(given);
  return {
    byDefault: undefined,
    expects,
    read: (given) => (typeof given === 'string' && (Token.isUnresolved(given) || fits(given)) ? given : undefined),
  };
}

/** Any number of texts: an array or, on the command line, separated by spaces. */
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
