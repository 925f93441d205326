import { Token } from 'aws-cdk-lib';
import type { Node } from 'constructs';
import { closestName } from './closest-name.ts';
import { contradictions, settingRules } from './setting-rules.ts';
import type { Settings } from './settings.ts';

/** Prefix of settings' names in the context, from `cdk.json` or from `cdk deploy -c article-rating:cacheSeconds=10`. */
export const settingsPrefix = 'article-rating:';

const SETTINGS_PAGE = 'docs/settings.md describes all settings.';

type Name = keyof Settings;
const names = Object.keys(settingRules) as Name[];

/** One or more settings are unknown, have an invalid value, or contradict each other. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

/**
 * The settings in a construct's context.
 *
 * @throws {SettingsError} that names every fault at once
 */
export function readSettings(node: Node): Settings {
  const context = node.getAllContext() as Record<string, unknown>;
  const ours = Object.entries(context).filter(([key]) => key.startsWith(settingsPrefix));
  const misspelled = Object.keys(context).flatMap((key) => {
    const meant = misspelledSetting(key);
    return meant === undefined ? [] : [`${key} is not a setting. Did you mean ${meant}?`];
  });
  if (misspelled.length > 0) throw new SettingsError([...misspelled, SETTINGS_PAGE]);
  const given = Object.fromEntries(ours.map(([key, value]) => [key.slice(settingsPrefix.length), value]));
  return completeSettings(given, settingsPrefix);
}

/** The setting that a context key without the prefix probably means; the CDK would silently ignore such a key. */
function misspelledSetting(key: string): string | undefined {
  if (key.startsWith(settingsPrefix)) return undefined;
  const [, prefix = '', name = ''] = /^(?:(.*?)[:.])?([^:.]*)$/.exec(key) ?? [];
  const known = names.find((setting) => setting.toLowerCase() === name.toLowerCase());
  if (known !== undefined) return settingsPrefix + known;
  if (closestName(`${prefix}:`, [settingsPrefix]) === undefined) return undefined;
  return settingsPrefix + (closestName(name, names) ?? name);
}

/**
 * The settings from the properties of the construct.
 *
 * @throws {SettingsError} that names every fault at once
 */
export function settingsOfProps(props: Readonly<Record<string, unknown>>): Settings {
  if (props['stackName'] !== undefined)
    throw new SettingsError(['There is no property stackName: the app sets the name of its stack.']);
  return completeSettings(props);
}

/** Other names under which AWS users may look for a setting. */
const SYNONYMS: Readonly<Record<string, Name>> = { removalPolicy: 'keepData' };

/**
 * Checks the given settings and adds the defaults of the others.
 *
 * @param prefix prefix of their names, for messages
 * @throws {SettingsError} that names every fault at once
 */
export function completeSettings(given: Readonly<Record<string, unknown>>, prefix = ''): Settings {
  const unknown = Object.keys(given)
    .filter((name) => !names.some((known) => known === name))
    .map((name) => {
      const close = SYNONYMS[name] ?? closestName(name, names);
      const hint = close === undefined ? '' : ` Did you mean ${prefix}${close}?`;
      return `There is no setting ${prefix}${name}.${hint}`;
    });
  const values = names.map((name) => [name, readSetting(name, given[name])] as const);
  const wrong = values
    .filter(([name, value]) => value === undefined && given[name] !== undefined)
    .map(([name]) => {
      const { expects, fault } = settingRules[name];
      const value = given[name];
      const [why] = [value].flat().flatMap((each) => (typeof each === 'string' && fault?.(each)) || []);
      const must = `The setting ${prefix}${name} must be ${expects}, but is ${shown(value)}.`;
      return why === undefined ? must : `${must} ${why}`;
    });
  const settings = Object.fromEntries(values) as unknown as Settings;
  const faults = [...unknown, ...wrong];
  if (faults.length === 0) faults.push(...contradictions(settings).map((fault) => `The setting ${prefix}${fault}`));
  // In a CDK app the error does not name the settings page: the editor lists the properties.
  if (faults.length > 0) throw new SettingsError(prefix === '' ? faults : [...faults, SETTINGS_PAGE]);
  return { ...settings, keepData: given['keepData'] === undefined ? settings.stage === 'prod' : settings.keepData };
}

function shown(value: unknown): string {
  return Token.isUnresolved(value) ? 'a token, whose value is known only at deploy time' : JSON.stringify(value);
}

function readSetting(name: Name, given: unknown): Settings[Name] {
  return given === undefined ? settingRules[name].byDefault : settingRules[name].read(given);
}
