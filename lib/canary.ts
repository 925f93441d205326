import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Alarm, ComparisonOperator, Stats, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { Alias, type Function, type IVersion } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

export interface CanaryProps {
  readonly httpApi: HttpApi;
  /** What the API shall call instead of the functions. */
  readonly aliases: readonly Alias[];
}

/** The name under which the API calls a function, whichever version that is. */
export function liveAlias(handler: Function): Alias {
  // CDK's own types do not fit each other where absent and undefined differ.
  const version = handler.currentVersion as IVersion;
  return new Alias(handler, 'Live', { aliasName: 'live', version });
}

/**
 * Sends a tenth of the requests to a new version of a function for five minutes, then the rest. If the new version crashes, or the
 * API answers more than five requests in a minute with 5xx, CodeDeploy goes back, and CloudFormation with it.
 */
export class Canary extends Construct {
  constructor(scope: Construct, id: string, { httpApi, aliases }: CanaryProps) {
    super(scope, id);
    // Of the API, not of its stage: the stage waits for the routes, those for the aliases, and those for the alarms.
    const serverErrors = this.#alarm('ServerErrors', {
      says: 'The API answered more than 5 requests in a minute with 5xx, on which a canary deploy goes back.',
      metric: httpApi.metricServerError({ statistic: Stats.SUM, period: Duration.minutes(1) }),
      above: 5,
    });
    const application = new LambdaApplication(this, 'Application');
    for (const alias of aliases) {
      const name = alias.lambda.node.scope?.node.id ?? '';
      const crashes = this.#alarm(`${name}Crashes`, {
        says: `${name} ended without an answer, on which a canary deploy goes back.`,
        metric: alias.metricErrors({ period: Duration.minutes(1) }),
        above: 0,
      });
      const group = new LambdaDeploymentGroup(this, `${name}Group`, {
        application,
        alias,
        deploymentConfig: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
        alarms: [serverErrors, crashes],
      });
      acknowledge(group, {
        'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]':
          'The policy that AWS keeps for CodeDeploy: it changes aliases and reads alarms.',
      });
    }
  }

  #alarm(id: string, { says, metric, above }: { says: string; metric: IMetric; above: number }): Alarm {
    return new Alarm(this, id, {
      alarmDescription: `${says} See docs/operations.md, Canary deploys.`,
      metric,
      threshold: above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
