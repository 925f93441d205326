import { Duration, Stack } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { RecursiveLoop, type IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { acknowledge } from '../accepted-findings/cdk-nag.ts';
import type { RatingsTable } from '../tables/ratings-table.ts';
import { ServiceAlarm } from '../service-alarm.ts';
import { ServiceFunction } from './service-function.ts';
import type { Settings } from '../settings/settings.ts';

export interface TablePassProps {
  readonly table: RatingsTable;
  readonly serviceName: string;
  /** Receives the alarm and, with `weeklyDigest`, the digest. */
  readonly topic: ITopic | undefined;
  readonly settings: Settings;
}

/** Maximum share of the table's capacity for a pass; the rest is for visitors. */
const SHARE = 0.25;

/** Maximum units a second of a pass if the table has no limit. */
const UNBOUNDED = 1000;

/** Memory for a full vCPU and half a million articles. */
const MEGABYTES = 1769;

/** A scheduled function that reads the whole table and writes the top lists and the weekly digest. */
export class TablePass extends Construct {
  readonly alarm: ServiceAlarm;

  constructor(scope: Construct, id: string, { topic, ...shared }: TablePassProps) {
    super(scope, id);
    const { maxReadUnits, maxWriteUnits, topListHours, weeklyDigest } = shared.settings;
    const digestTo = weeklyDigest ? topic : undefined;
    const share = (units: number) => String(units === 0 ? UNBOUNDED : Math.max(1, Math.floor(units * SHARE)));
    const reader = new ServiceFunction(this, 'Reader', {
      ...shared,
      entry: 'table-pass',
      description: 'Reads the whole table for the top lists and the weekly digest',
      access: [
        { actions: ['Scan'] },
        { actions: ['Query'], partitions: ['PASS#', 'TALLY#'] },
        { actions: ['PutItem'], partitions: ['PASS#', 'TOP#'] },
        { actions: ['GetItem', 'UpdateItem', 'DeleteItem'], partitions: ['PASS#'] },
      ],
      environment: {
        READ_UNITS: share(maxReadUnits),
        WRITE_UNITS: share(maxWriteUnits),
        STACK_NAME: Stack.of(this).stackName,
        // A list that is not rebuilt within two intervals and a day has no articles any more.
        ...(topListHours > 0 && { KEEP_LISTS_SECONDS: String(2 * topListHours * 3600 + 86_400) }),
        ...(digestTo && { DIGEST_TOPIC_ARN: digestTo.topicArn }),
      },
      reservedConcurrency: 0,
      memoryMegabytes: MEGABYTES,
      timeout: Duration.minutes(15),
      // A pass over a large table takes several invocations, each of which invokes the next. The pass ends at the end
      // of the table.
      recursiveLoop: RecursiveLoop.ALLOW,
      whyNoDeadLetterQueue: 'The next pass rebuilds everything, and an alarm reports the failure.',
    });
    const { handler } = reader;
    acknowledge(this, { 'Serverless-EventBusDLQ': 'The next scheduled pass replaces a missed one.' });
    // A separate policy: the function depends on the role's default policy, so that policy cannot refer to the
    // function.
    const itself = new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [handler.functionArn] });
    if (handler.role) new Policy(this, 'GoOn', { statements: [itself], roles: [handler.role] });
    digestTo?.grantPublish(handler);

    if (topListHours > 0) this.#every(Duration.hours(topListHours), 'Rank', handler, {});
    if (digestTo) this.#every(Duration.days(7), 'Digest', handler, { digest: true });

    const says = 'A pass over the table failed: the top list and the digest are out of date.';
    const metric = reader.metricErrors();
    this.alarm = new ServiceAlarm(this, 'Failed', { says, metric, above: 0, section: 'TablePass' }, topic);
  }

  #every(interval: Duration, id: string, handler: IFunction, event: object): void {
    new Rule(this, id, {
      description: `Starts the pass over the table of ${Stack.of(this).stackName}: ${id}`,
      schedule: Schedule.rate(interval),
      targets: [new LambdaFunction(handler, { event: RuleTargetInput.fromObject(event) })],
    });
  }
}
