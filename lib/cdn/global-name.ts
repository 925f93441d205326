import { Names, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * A name for a CloudFront resource, unique in the account across regions. The CDK's default names would be equal for
 * the same stack in two regions, so that the second deploy would fail.
 *
 * @param maxLength length limit of the part from the stack and the construct; region names have at most 20 characters
 */
export function globalName(scope: Construct, id: string, maxLength = 90): string {
  return `${Names.uniqueResourceName(scope, { maxLength })}${id}-${Stack.of(scope).region}`;
}
