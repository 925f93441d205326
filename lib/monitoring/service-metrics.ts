import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';

export const metricsNamespace = 'ArticleRating';

const period = Duration.minutes(5);

/** The sum of a metric that the functions of one deployment send. */
export function serviceMetric(serviceName: string, metricName: string): Metric {
  const dimensionsMap = { service: serviceName };
  return new Metric({ namespace: metricsNamespace, metricName, dimensionsMap, statistic: Stats.SUM, period });
}

/** Number of reads or writes that the table throttled. */
export function tableThrottles(table: TableV2, kind: 'Read' | 'Write'): Metric {
  return table.metric(`${kind}ThrottleEvents`, { statistic: Stats.SUM, period, label: `${kind}s` });
}

/** Concurrent executions. */
export function concurrencyOf(handler: IFunction, label: string): Metric {
  return handler.metric('ConcurrentExecutions', { statistic: Stats.MAXIMUM, period: Duration.minutes(1), label });
}
