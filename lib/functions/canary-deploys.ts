import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { Alias, type Function, type IVersion } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { acknowledge } from '../accepted-findings/cdk-nag.ts';
import { ServiceAlarm } from '../service-alarm.ts';

export interface CanaryProps {
  readonly httpApi: HttpApi;
  /** The aliases that the API must call instead of the functions. */
  readonly aliases: readonly Alias[];
}

const section = 'Canary deploys';

/** The alias by which the API calls a function's current version. */
export function liveAlias(handler: Function): Alias {
  // The CDK's types conflict under exactOptionalPropertyTypes.
  const version = handler.currentVersion as IVersion;
  return new Alias(handler, 'Live', { aliasName: 'live', version });
}

/**
 * Sends a tenth of the requests to a new version of a function for five minutes, then all. CodeDeploy and
 * CloudFormation roll back if the new version crashes, or if in one minute at least two requests and more than 2 % get
 * a 5xx answer.
 */
export class Canary extends Construct {
  constructor(scope: Construct, id: string, { httpApi, aliases }: CanaryProps) {
    super(scope, id);
    const period = Duration.minutes(1);
    const serverErrors = new ServiceAlarm(this, 'ServerErrors', {
      section,
      says: 'In one minute, at least two requests, and more than 2 % of all, got a 5xx answer. A canary deploy in progress is rolled back.',
      metric: new MathExpression({
        // The new version gets a tenth of the requests, so if it fails all of them, that is 10 %.
        expression: 'IF(errors > 1, 100 * errors / requests, 0)',
        usingMetrics: {
          // The API's metrics, because the stage's would be circular: the stage depends on the routes, the routes on
          // the aliases, and the aliases on these alarms.
          errors: httpApi.metricServerError({ statistic: Stats.SUM, period }),
          requests: httpApi.metricCount({ statistic: Stats.SUM, period }),
        },
        period,
        label: 'requests answered with 5xx, %',
      }),
      above: 2,
    });
    const application = new LambdaApplication(this, 'Application');
    for (const alias of aliases) {
      const name = alias.lambda.node.scope?.node.id ?? '';
      const crashes = new ServiceAlarm(this, `${name}Crashes`, {
        section,
        says: `${name} crashed or timed out. A canary deploy in progress is rolled back.`,
        metric: alias.metricErrors({ period }),
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
          "AWS's managed policy for CodeDeploy, which changes aliases and reads alarms.",
      });
    }
  }
}
