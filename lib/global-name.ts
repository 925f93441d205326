import { Names, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * A name for what CloudFront keeps once an account, for all regions: the CDK's own names are the same for one stack in two
 * regions, and the second could not be deployed.
 *
 * @returns at most 128 letters, digits and hyphens
 */
export function globalName(scope: Construct, id: string): string {
  // No region's name has more than 20 characters.
  return `${Names.uniqueResourceName(scope, { maxLength: 90 })}${id}-${Stack.of(scope).region}`;
}
