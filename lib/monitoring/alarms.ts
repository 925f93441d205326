import { Duration } from 'aws-cdk-lib';
import type { HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { MathExpression, Stats, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AlarmTopic } from './alarm-topic.ts';
import type { GetRatingsFunction } from '../functions/get-ratings-function.ts';
import type { RecordVoteFunction } from '../functions/record-vote-function.ts';
import { ServiceAlarm, type Threshold } from '../service-alarm.ts';
import type { Settings } from '../settings/settings.ts';
import { tableThrottles } from './table-throttles.ts';

export interface AlarmsProps {
  readonly stage: HttpStage;
  readonly recordVote: RecordVoteFunction;
  readonly getRatings: GetRatingsFunction;
  readonly table: TableV2;
  readonly settings: Settings;
}

/** The alarms. docs/operations.md has the remedy for each. */
export class Alarms extends Construct {
  /** The topic that receives the alarms, if there is one. */
  readonly topic: ITopic | undefined;
  readonly all: readonly ServiceAlarm[];

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const { alarmEmail } = props.settings;
    const topic = alarmEmail === undefined ? undefined : new AlarmTopic(this, 'Topic', { email: alarmEmail });
    this.topic = topic;
    this.all = Object.entries(thresholds(props)).map(
      ([alarmId, threshold]) => new ServiceAlarm(this, alarmId, threshold, topic),
    );
  }
}

function thresholds({ stage, recordVote, getRatings, table, settings }: AlarmsProps): Record<string, Threshold> {
  const { voteRate, readRate, voteConcurrency, readConcurrency, concurrencyLimit } = settings;
  const sum = (...metrics: IMetric[]) => {
    const usingMetrics = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]));
    // These metrics are sent only on events. Without FILL, the sum has no value if one of its terms has none.
    const expression = Object.keys(usingMetrics).map((name) => `FILL(${name}, 0)`);
    return new MathExpression({ expression: expression.join(' + '), usingMetrics });
  };
  const reserved = (own: number) => 0.8 * (own || concurrencyLimit);
  const conflicts = new MathExpression({
    // A rate of a few votes means nothing.
    expression: 'IF(attempts > 100, 100 * conflicts / attempts, 0)',
    usingMetrics: { attempts: recordVote.metricAttempts(), conflicts: recordVote.metricConflicts() },
    label: 'conflicts, % of transactions',
  });
  return {
    ServerErrors: {
      says: 'More than 5 requests in 5 minutes got a 5xx answer from the API.',
      metric: stage.metricServerError({ statistic: Stats.SUM }),
      above: 5,
      of: [2, 3],
    },
    Latency: {
      says: 'More than 1 % of the requests take longer than 2 seconds.',
      metric: stage.metricLatency({ statistic: Stats.p(99) }),
      above: 2_000,
      of: [3, 3],
    },
    Crashes: {
      says: 'A function crashed or timed out.',
      metric: sum(recordVote.metricErrors(), getRatings.metricErrors()),
      above: 0,
    },
    FunctionThrottles: {
      says: 'Lambda throttled calls; those requests got 503.',
      metric: sum(recordVote.metricThrottles(), getRatings.metricThrottles()),
      above: 0,
      of: [2, 3],
    },
    TableThrottles: {
      says: 'The table throttled reads or writes.',
      metric: sum(tableThrottles(table, 'Read'), tableThrottles(table, 'Write')),
      above: 10,
      of: [2, 3],
    },
    Conflicts: {
      says: 'More than 20 % of transactions conflict.',
      metric: conflicts,
      above: 20,
      of: [3, 3],
    },
    VoteConcurrency: {
      says: 'More than 80 % of the concurrent executions available to the vote function are in use.',
      metric: recordVote.metricConcurrentExecutions({ label: 'votes' }),
      above: reserved(voteConcurrency),
      of: [3, 5],
    },
    ReadConcurrency: {
      says: 'More than 80 % of the concurrent executions available to the read function are in use.',
      metric: getRatings.metricConcurrentExecutions({ label: 'reads' }),
      above: reserved(readConcurrency),
      of: [3, 5],
    },
    Ceiling: {
      says: 'Votes exceed 80 % of voteRate, or reads on all paths together exceed 80 % of readRate. Requests above a limit get 429.',
      metric: new MathExpression({
        expression: `100 * MAX([FILL(votes, 0) / ${60 * voteRate}, FILL(reads, 0) / ${60 * readRate}])`,
        usingMetrics: { votes: recordVote.metricInvocations(), reads: getRatings.metricInvocations() },
        period: Duration.minutes(1),
        label: 'requests, % of the throttling limit',
      }),
      above: 80,
      of: [3, 5],
    },
  };
}
