import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { Alias, type Function, type IVersion } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { acknowledge } from '../linters/cdk-nag.ts';
import { ServiceAlarm } from '../monitoring/service-alarm.ts';

export interface CanaryProps {
  readonly httpApi: HttpApi;
  /** What the API shall call instead of the functions. */
  readonly aliases: readonly Alias[];
}

const section = 'Canary deploys';

/** The name under which the API calls a function, whichever version that is. */
export function liveAlias(handler: Function): Alias {
  // CDK's own types do not fit each other where absent and undefined differ.
  const version = handler.currentVersion as IVersion;
  return new Alias(handler, 'Live', { aliasName: 'live', version });
}

/**
 * Sends a tenth of the requests to a new version of a function for five minutes, then the rest. If the new version crashes, or the
 * API answers two or more requests, and more than 2 % of all, with 5xx in a minute, CodeDeploy goes back, and CloudFormation with
 * it.
 */
export class Canary extends Construct {
  constructor(scope: Construct, id: string, { httpApi, aliases }: CanaryProps) {
    super(scope, id);
    const period = Duration.minutes(1);
    const serverErrors = new ServiceAlarm(this, 'ServerErrors', {
      section,
      says: 'Within a minute, the API answered two or more requests, and more than 2 % of all, with 5xx. A canary deploy rolls back.',
      metric: new MathExpression({
        // The new version has a tenth of the requests: where it answers none of them, that is 10 %.
        expression: 'IF(errors > 1, 100 * errors / requests, 0)',
        usingMetrics: {
          // The API's metrics, not its stage's: the stage waits for the routes, the routes for the aliases, and the aliases for
          // these alarms.
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
        says: `${name} crashed or timed out. A canary deploy rolls back.`,
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
          'The policy that AWS keeps for CodeDeploy: it changes aliases and reads alarms.',
      });
    }
  }
}
