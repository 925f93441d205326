import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { SettingsError } from './read-settings.ts';

/**
 * Refuses a region that does not support a construct. If the stack has no region, the CDK's command line sets it. A
 * region that is unknown at synthesis is accepted.
 *
 * @param lacks whether a region does not support the construct
 * @param message the error text, with the remedy
 * @throws {SettingsError}
 */
export function refuseRegion(
  construct: IConstruct,
  lacks: (region: string) => boolean,
  message: (region: string) => string,
): void {
  const { region } = Stack.of(construct);
  const target = Token.isUnresolved(region) ? process.env['CDK_DEFAULT_REGION'] : region;
  if (target !== undefined && lacks(target)) throw new SettingsError([message(target)]);
}
