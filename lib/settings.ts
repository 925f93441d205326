import type { Node } from 'constructs';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';

/** What an operator may choose, each as the context key `article-rating:<name>`. */
export interface Settings {
  /** Seconds for which browsers and CDNs may answer a read from their cache. */
  readonly cacheSeconds: number;
  /** Seconds beyond `cacheSeconds` for which they may answer with the old summary while they fetch the new one. */
  readonly staleSeconds: number;
  /** Requests a second that the API lets through, all visitors together. */
  readonly throttleRate: number;
  /** Requests that may arrive at one moment before the rate counts. */
  readonly throttleBurst: number;
  /** Memory of each function in MB; its share of a processor grows with it. */
  readonly memoryMegabytes: number;
  /** Days for which the functions' and the API's logs are kept. */
  readonly logRetentionDays: RetentionDays;
  /** Whether the table is protected against deletion and stays when the stack is deleted. */
  readonly keepData: boolean;
}

interface Rule<T> {
  readonly byDefault: T;
  readonly expects: string;
  /** The value, or undefined if it is not one. */
  readonly read: (given: unknown) => T | undefined;
}

export const settingsPrefix = 'article-rating:';

// CloudWatch accepts these numbers of days only; "for ever" (9999) is no retention.
const retentionDays = Object.values(RetentionDays).filter(
  (value): value is RetentionDays => typeof value === 'number' && value !== RetentionDays.INFINITE,
);

const rules: { readonly [K in keyof Settings]: Rule<Settings[K]> } = {
  cacheSeconds: wholeNumber(5, 0, 86_400),
  staleSeconds: wholeNumber(30, 0, 86_400),
  // The upper ends are API Gateway's quotas for an account.
  throttleRate: wholeNumber(500, 1, 10_000),
  throttleBurst: wholeNumber(1_000, 1, 5_000),
  memoryMegabytes: wholeNumber(512, 128, 10_240),
  logRetentionDays: {
    byDefault: RetentionDays.ONE_MONTH,
    expects: `one of ${retentionDays.join(', ')}`,
    read: (given) => retentionDays.find((days) => days === toNumber(given)),
  },
  keepData: {
    byDefault: true,
    expects: 'true or false',
    read: (given) => [true, false].find((value) => given === value || given === String(value)),
  },
};

const names = Object.keys(rules) as (keyof Settings)[];

/** One or more settings are unknown or have a value that they cannot have. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  constructor(faults: readonly string[]) {
    const known = names.map((name) => `  ${settingsPrefix}${name}: ${rules[name].expects} (${rules[name].byDefault})`);
    super([...faults, 'The settings, what each takes, and what it is when absent:', ...known].join('\n'));
  }
}

/**
 * The settings in a construct's context, from `cdk.json` or from `cdk deploy -c article-rating:cacheSeconds=10`,
 * whose values are strings.
 *
 * @throws {SettingsError} that names every fault at once
 */
export function readSettings(node: Node): Settings {
  const context = node.getAllContext() as Record<string, unknown>;
  const unknown = Object.keys(context)
    .filter((key) => key.startsWith(settingsPrefix) && !names.some((name) => key === settingsPrefix + name))
    .map((key) => `There is no setting ${key}.`);
  const values = names.map((name) => [name, readSetting(name, context[settingsPrefix + name])] as const);
  const wrong = values
    .filter(([, value]) => value === undefined)
    .map(([name]) => {
      const given = JSON.stringify(context[settingsPrefix + name]);
      return `The setting ${settingsPrefix}${name} must be ${rules[name].expects}, but is ${given}.`;
    });
  if (unknown.length + wrong.length > 0) throw new SettingsError([...unknown, ...wrong]);
  return Object.fromEntries(values) as unknown as Settings;
}

function readSetting(name: keyof Settings, given: unknown): Settings[keyof Settings] | undefined {
  return given === undefined ? rules[name].byDefault : rules[name].read(given);
}

function wholeNumber(byDefault: number, least: number, most: number): Rule<number> {
  return {
    byDefault,
    expects: `a whole number from ${least} to ${most}`,
    read: (given) => {
      const value = toNumber(given);
      return value !== undefined && value >= least && value <= most ? value : undefined;
    },
  };
}

function toNumber(given: unknown): number | undefined {
  if (typeof given === 'number') return Number.isInteger(given) ? given : undefined;
  return typeof given === 'string' && /^\d{1,9}$/.test(given) ? Number(given) : undefined;
}
