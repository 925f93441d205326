import { Alarm, ComparisonOperator, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export interface Threshold {
  readonly says: string;
  readonly metric: IMetric;
  readonly above: number;
  /** Number of breaching periods, out of the last `periods`, that trigger the alarm. */
  readonly of?: readonly [bad: number, periods: number];
  /** The section of docs/operations.md, if its title is not the alarm's ID. */
  readonly section?: string;
}

/** An alarm above a threshold. It notifies the topic, if there is one, when it starts and when it ends. */
export class ServiceAlarm extends Alarm {
  constructor(
    scope: Construct,
    id: string,
    { says, metric, above, of = [1, 1], section = id }: Threshold,
    topic?: ITopic,
  ) {
    super(scope, id, {
      alarmDescription: `${says} See docs/operations.md, ${section}.`,
      metric,
      threshold: above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      datapointsToAlarm: of[0],
      evaluationPeriods: of[1],
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    if (topic === undefined) return;
    this.addAlarmAction(new SnsAction(topic));
    this.addOkAction(new SnsAction(topic));
  }
}
