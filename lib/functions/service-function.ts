import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Stats, type Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function,
  LoggingFormat,
  type RecursiveLoop,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from '../accepted-findings/cdk-nag.ts';
import { bundles } from '../bundles.ts';
import type { Settings } from '../settings/settings.ts';
import { metricsNamespace, serviceMetric } from './service-metrics.ts';

export interface TableAccess {
  /** DynamoDB actions: `Query`, `PutItem`, … */
  readonly actions: readonly string[];
  /** Partition-key prefixes that the actions may access: `ARTICLE#`, …; all keys if absent. */
  readonly partitions?: readonly string[];
}

/** Properties that a function's construct takes from its caller. */
export type OwnProps = Pick<ServiceFunctionProps, 'table' | 'serviceName' | 'settings'>;

export interface ServiceFunctionProps {
  /** The entry file's name under `lambda/`, without its ending; it exports `handler`. */
  readonly entry: string;
  readonly description: string;
  readonly table: TableV2;
  /** The function's only permissions on the table. */
  readonly access: readonly TableAccess[];
  /** Identifies this deployment in metrics and logs. */
  readonly serviceName: string;
  /** Environment variables of this function only. */
  readonly environment: Readonly<Record<string, string>>;
  /** Reserved concurrency; 0 for none. */
  readonly reservedConcurrency: number;
  /** Default: the setting `memoryMegabytes`. */
  readonly memoryMegabytes?: number;
  /** Default: 16 seconds, because a vote takes at most 15 (`lambda/storage/retry/deadline.ts`). */
  readonly timeout?: Duration;
  readonly recursiveLoop?: RecursiveLoop;
  /** Why the function needs no dead-letter queue for failed asynchronous invocations. */
  readonly whyNoDeadLetterQueue: string;
  readonly settings: Pick<Settings, 'memoryMegabytes' | 'logRetentionDays' | 'tracing'>;
}

/** A Lambda function with its bundle, its log group, a least-privilege role and its metrics. */
export class ServiceFunction extends Construct {
  readonly handler: Function;
  readonly logGroup: LogGroup;
  protected readonly serviceName: string;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    const { memoryMegabytes, logRetentionDays, tracing } = props.settings;
    this.serviceName = props.serviceName;

    this.logGroup = new LogGroup(this, 'Logs', { retention: logRetentionDays, removalPolicy: RemovalPolicy.DESTROY });

    acknowledge(this, {
      'Serverless-LambdaDLQ': props.whyNoDeadLetterQueue,
      ...(tracing
        ? { 'AwsSolutions-IAM5[Resource::*]': 'X-Ray permissions apply to the account, not to a resource.' }
        : {
            'Serverless-LambdaTracing':
              'Off by default, because metrics and logs suffice and traces cost extra. The setting `tracing` turns it on.',
          }),
    });

    // The CDK's default role may write to every log group of the account.
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.logGroup.grantWrite(role);
    for (const { actions, partitions } of props.access) {
      const leadingKeys = partitions?.map((prefix) => `${prefix}*`);
      role.addToPolicy(
        new PolicyStatement({
          actions: actions.map((action) => `dynamodb:${action}`),
          resources: [props.table.tableArn],
          ...(leadingKeys && { conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': leadingKeys } } }),
        }),
      );
    }

    this.handler = new Function(this, 'Function', {
      description: props.description,
      code: Code.fromAsset(join(bundles().functions, props.entry)),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMegabytes ?? memoryMegabytes,
      timeout: props.timeout ?? Duration.seconds(16),
      role,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      // Lambda's three system log lines per invocation would cost more than the invocation.
      systemLogLevelV2: SystemLogLevel.WARN,
      environment: {
        TABLE_NAME: props.table.tableName,
        POWERTOOLS_SERVICE_NAME: props.serviceName,
        POWERTOOLS_METRICS_NAMESPACE: metricsNamespace,
        ...props.environment,
      },
      ...(props.recursiveLoop && { recursiveLoop: props.recursiveLoop }),
      ...(props.reservedConcurrency > 0 && { reservedConcurrentExecutions: props.reservedConcurrency }),
      ...(tracing && { tracing: Tracing.ACTIVE }),
    });
  }

  /** Executions that crashed or timed out. */
  metricErrors(props?: MetricOptions): Metric {
    return this.handler.metricErrors(props);
  }

  /** Invocations that Lambda throttled. */
  metricThrottles(props?: MetricOptions): Metric {
    return this.handler.metricThrottles(props);
  }

  metricInvocations(props?: MetricOptions): Metric {
    return this.handler.metricInvocations(props);
  }

  /** The most concurrent executions in a minute. */
  metricConcurrentExecutions(props?: MetricOptions): Metric {
    const byDefault = { statistic: Stats.MAXIMUM, period: Duration.minutes(1) };
    return this.handler.metric('ConcurrentExecutions', { ...byDefault, ...props });
  }

  /** Cold starts of all functions that answer requests: the metric has no dimension for the function. */
  metricColdStarts(props?: MetricOptions): Metric {
    return this.metricOfService('ColdStart', props);
  }

  /** A metric that the function's code sends (`lambda/runtime/observation.ts`). */
  protected metricOfService(metricName: string, props?: MetricOptions): Metric {
    return serviceMetric(this.serviceName, metricName, props);
  }
}
