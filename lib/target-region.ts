import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The region of a construct's stack, if it is known; where the stack names none, the CDK's command line sets it. */
export function targetRegion(construct: IConstruct): string | undefined {
  const { region } = Stack.of(construct);
  return Token.isUnresolved(region) ? process.env['CDK_DEFAULT_REGION'] : region;
}
