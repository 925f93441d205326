import { Names, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * A name for what CloudFront keeps once an account, for all regions: the CDK's own names are the same for one stack in two
 * regions, and the second could not be deployed.
 *
 * @param maxLength of the part that is the stack's and the construct's; no region's name has more than 20 characters
 */
export function globalName(scope: Construct, id: string, maxLength = 90): string {
  return `${Names.uniqueResourceName(scope, { maxLength })}${id}-${Stack.of(scope).region}`;
}
