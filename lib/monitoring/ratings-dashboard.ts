import { Duration } from 'aws-cdk-lib';
import type { HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { Dashboard, GraphWidget, Metric, Stats, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { GetRatingsFunction } from '../functions/get-ratings-function.ts';
import type { RecordVoteFunction } from '../functions/record-vote-function.ts';
import { tableThrottles } from './table-throttles.ts';

export interface RatingsDashboardProps {
  readonly stage: HttpStage;
  readonly recordVote: RecordVoteFunction;
  readonly getRatings: GetRatingsFunction;
  readonly table: TableV2;
  readonly distribution: Distribution;
}

/** A CloudWatch dashboard of the service, from the CDN down to the table. */
export class RatingsDashboard extends Construct {
  constructor(scope: Construct, id: string, props: RatingsDashboardProps) {
    super(scope, id);
    const { stage, recordVote, getRatings, table } = props;
    new Dashboard(this, 'Dashboard', {
      defaultInterval: Duration.days(1),
      widgets: [
        [
          graph(
            'Votes',
            recordVote.metricVotesRecorded(),
            recordVote.metricVotesChanged(),
            recordVote.metricVotesWithdrawn(),
          ),
          graph(
            'Votes refused, by code; unreadable addresses',
            recordVote.metricVotesRefused(),
            recordVote.metricUnreadableAddresses(),
          ),
          graph(
            'Transactions',
            recordVote.metricAttempts(),
            recordVote.metricConflicts(),
            recordVote.metricColdStarts(),
          ),
        ],
        [
          graph('Requests at the CDN', cdn(props.distribution, 'Requests', Stats.SUM)),
          graph(
            'Errors at the CDN, %',
            cdn(props.distribution, '4xxErrorRate'),
            cdn(props.distribution, '5xxErrorRate'),
          ),
          graph(
            'Requests at the API',
            stage.metricCount({ statistic: Stats.SUM }),
            stage.metricClientError({ statistic: Stats.SUM }),
            stage.metricServerError({ statistic: Stats.SUM }),
          ),
        ],
        [
          graph(
            'Latency of the API, ms',
            ...[50, 99].map((p) => stage.metricLatency({ statistic: Stats.p(p), label: `p${p}` })),
          ),
          graph(
            'Concurrent executions',
            recordVote.metricConcurrentExecutions({ label: 'votes' }),
            getRatings.metricConcurrentExecutions({ label: 'reads' }),
          ),
          graph('Table: units used', units(table, 'Read'), units(table, 'Write')),
        ],
        [
          graph('Table: throttled', tableThrottles(table, 'Read'), tableThrottles(table, 'Write')),
          graph(
            'Function errors',
            recordVote.metricErrors({ label: 'votes' }),
            getRatings.metricErrors({ label: 'reads' }),
          ),
          graph(
            'Functions throttled',
            recordVote.metricThrottles({ label: 'votes' }),
            getRatings.metricThrottles({ label: 'reads' }),
          ),
        ],
      ],
    });
  }
}

function graph(title: string, ...left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: 8, height: 6, leftYAxis: { min: 0, showUnits: false } });
}

function units(table: TableV2, kind: 'Read' | 'Write'): Metric {
  return table.metric(`Consumed${kind}CapacityUnits`, { statistic: Stats.SUM, label: `${kind.toLowerCase()} units` });
}

/** CloudFront's metrics are in us-east-1, whatever the stack's region. */
function cdn({ distributionId }: Distribution, metricName: string, statistic: string = Stats.AVERAGE): Metric {
  const dimensionsMap = { DistributionId: distributionId, Region: 'Global' };
  return new Metric({ namespace: 'AWS/CloudFront', metricName, dimensionsMap, statistic, region: 'us-east-1' });
}
