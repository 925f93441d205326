import { Names, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * A name for a CloudFront resource that exists once per account, in all regions. The CDK's own
 * names are the same for one stack in two regions, so the second deploy would fail.
 *
 * @param maxLength of the part from the stack and the construct; no region's name has more than 20 characters
 */
export function globalName(scope: Construct, id: string, maxLength = 90): string {
  return `${Names.uniqueResourceName(scope, { maxLength })}${id}-${Stack.of(scope).region}`;
}
