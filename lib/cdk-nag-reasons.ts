import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Says why findings of policy checks (cdk-nag, https://github.com/cdklabs/cdk-nag) below a construct are as they should be.
 * @param reasons by the rule's name, e.g. `AwsSolutions-S1`
 */
export function acknowledge(construct: IConstruct, reasons: Readonly<Record<string, string>>): void {
  const acknowledgments = Object.entries(reasons).map(([rule, reason]) => ({
    id: `${rule.split('-', 1)[0]}::${rule}`,
    reason,
  }));
  Validations.of(construct).acknowledge(...acknowledgments);
}
