import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { Construct } from 'constructs';
import { refuseRegion } from '../settings/refuse-region.ts';

export interface MonthlyBudgetProps {
  readonly dollars: number;
  readonly email: string;
}

/**
 * Regions whose CloudFormation does not support budgets, and refuses a template that has one. Source: the resource
 * schemas of November 2026 in cfn-lint 1.58.0.
 */
const WITHOUT_BUDGETS = [
  ...['af-south-1', 'ap-east-1', 'ap-east-2', 'ap-northeast-3', 'ap-south-2', 'ap-southeast-3', 'ap-southeast-4'],
  ...['ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'ca-west-1', 'eu-central-2', 'eu-north-1', 'eu-south-1'],
  ...['eu-south-2', 'il-central-1', 'me-central-1', 'mx-central-1', 'us-gov-east-1', 'us-gov-west-1'],
];

/**
 * Notifies an e-mail address when the account's costs exceed the budget, or are forecast to. It covers the whole
 * account: AWS separates the costs of stacks only by tags that the account's owner must activate.
 *
 * @throws {SettingsError} in a region without budgets
 */
export class MonthlyBudget extends Construct {
  constructor(scope: Construct, id: string, { dollars, email }: MonthlyBudgetProps) {
    super(scope, id);
    refuseRegion(
      this,
      (region) => WITHOUT_BUDGETS.includes(region),
      (region) =>
        `The setting monthlyBudget has no effect in ${region}, whose CloudFormation does not support budgets. Remove it, and create a budget in the Billing console.`,
    );
    const tell = (notificationType: 'ACTUAL' | 'FORECASTED', percent: number) => ({
      notification: {
        notificationType,
        comparisonOperator: 'GREATER_THAN',
        threshold: percent,
        thresholdType: 'PERCENTAGE',
      },
      subscribers: [{ subscriptionType: 'EMAIL', address: email }],
    });
    new CfnBudget(this, 'Budget', {
      budget: { budgetType: 'COST', timeUnit: 'MONTHLY', budgetLimit: { amount: dollars, unit: 'USD' } },
      notificationsWithSubscribers: [tell('ACTUAL', 80), tell('ACTUAL', 100), tell('FORECASTED', 100)],
    });
  }
}
