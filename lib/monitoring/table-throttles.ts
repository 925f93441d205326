import { Duration } from 'aws-cdk-lib';
import { Stats, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';

/** Number of reads or writes that the table throttled. */
export function tableThrottles(table: TableV2, kind: 'Read' | 'Write'): Metric {
  return table.metric(`${kind}ThrottleEvents`, {
    statistic: Stats.SUM,
    period: Duration.minutes(5),
    label: `${kind}s`,
  });
}
