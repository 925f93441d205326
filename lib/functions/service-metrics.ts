import { Duration } from 'aws-cdk-lib';
import { Metric, Stats, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';

/** Namespace of the metrics that the functions send. */
export const metricsNamespace = 'ArticleRating';

/** The sum over five minutes of a metric that the functions of one deployment send. */
export function serviceMetric(serviceName: string, metricName: string, props?: MetricOptions): Metric {
  return new Metric({
    namespace: metricsNamespace,
    metricName,
    dimensionsMap: { service: serviceName },
    statistic: Stats.SUM,
    period: Duration.minutes(5),
    ...props,
  });
}
