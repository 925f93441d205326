import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { SettingsError } from './read-settings.ts';

/**
 * Refuses a region that lacks what a construct needs. If the stack names no region, the CDK's command line sets it. A region that
 * is unknown at synth is accepted.
 *
 * @param lacks whether the region lacks it
 * @param message says so, and what to do
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
