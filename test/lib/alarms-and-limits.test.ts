import { Match } from 'aws-cdk-lib/assertions';
import { resourcesIn, templateOf } from '../support/template-of.ts';

const template = templateOf();

interface Alarm {
  readonly AlarmDescription: string;
  readonly AlarmActions?: unknown[];
  readonly Threshold: number;
  readonly AlarmName?: string;
  readonly Metrics?: readonly { readonly Expression?: string }[];
}

function alarmsOf(of = template): Record<string, Alarm> {
  const alarms = resourcesIn<Alarm>(of, 'AWS::CloudWatch::Alarm').map(([, alarm]) => alarm);
  const name = ({ AlarmDescription }: Alarm) => / (\w+)\.$/.exec(AlarmDescription)?.[1] ?? '';
  return Object.fromEntries(alarms.map((alarm) => [name(alarm), alarm]));
}

describe('alarms', () => {
  test('watch errors, latency, throttles, conflicts, concurrency and the ceiling', () => {
    expect(Object.keys(alarmsOf()).sort()).toEqual([
      'Ceiling',
      'Conflicts',
      'Crashes',
      'FunctionThrottles',
      'Latency',
      'ReadConcurrency',
      'ServerErrors',
      'TableThrottles',
      'VoteConcurrency',
    ]);
  });

  test('have no actions unless there is an alarm e-mail', () => {
    expect(Object.values(alarmsOf()).filter(({ AlarmActions }) => AlarmActions)).toEqual([]);
    template.resourceCountIs('AWS::SNS::Topic', 0);
    const told = templateOf({ alarmEmail: 'ops@example.com' });
    for (const { AlarmActions } of Object.values(alarmsOf(told))) expect(AlarmActions).toHaveLength(1);
    told.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'ops@example.com' });
  });

  test('fire above their thresholds, so that zero crashes raise no alarm', () => {
    const all = resourcesIn<{ ComparisonOperator: string }>(
      templateOf({ canaryDeploys: true }),
      'AWS::CloudWatch::Alarm',
    );
    expect(all.map(([, { ComparisonOperator }]) => ComparisonOperator)).toEqual(
      Array<string>(12).fill('GreaterThanThreshold'),
    );
    expect(alarmsOf()['Crashes']?.Threshold).toBe(0);
  });

  test('end when a metric that is only reported on events stops', () => {
    for (const name of ['TableThrottles', 'FunctionThrottles', 'Crashes']) {
      const expressions = JSON.stringify(alarmsOf()[name]);
      expect(expressions).toContain('FILL(m0, 0) + FILL(m1, 0)');
    }
  });

  test('measure concurrency against the reserved concurrency or else against the account’s limit', () => {
    expect(alarmsOf()['VoteConcurrency']?.Threshold).toBe(8);
    expect(alarmsOf(templateOf({ voteConcurrency: 50 }))['VoteConcurrency']?.Threshold).toBe(40);
    expect(alarmsOf(templateOf({ concurrencyLimit: 1000 }))['ReadConcurrency']?.Threshold).toBe(800);
  });

  test('measure the ceiling by the throttle of votes or of reads, whichever is nearer', () => {
    const { Metrics, Threshold } = alarmsOf(templateOf({ voteRate: 10, readRate: 20 }))['Ceiling']!;
    expect([Metrics?.find(({ Expression }) => Expression)?.Expression, Threshold]).toEqual([
      '100 * MAX([FILL(votes, 0) / 600, FILL(reads, 0) / 1200])',
      80,
    ]);
  });
});

describe('ceilings', () => {
  test('are on requests and table units by default, and on functions if reserved', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      RouteSettings: Match.objectLike({
        'POST /v1/votes': { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
      }),
    });
    template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      WriteOnDemandThroughputSettings: { MaxWriteRequestUnits: 1000 },
      Replicas: [Match.objectLike({ ReadOnDemandThroughputSettings: { MaxReadRequestUnits: 1000 } })],
    });
    const reserved = (settings = {}) =>
      resourcesIn(templateOf(settings), 'AWS::Lambda::Function')
        .map(([, { ReservedConcurrentExecutions }]) => ReservedConcurrentExecutions)
        .filter((value) => value !== undefined);
    expect(reserved()).toEqual([]);
    expect(reserved({ voteConcurrency: 20, readConcurrency: 30 })).toEqual([20, 30]);
  });

  test('can be removed from the table', () => {
    const unlimited = templateOf({ maxReadUnits: 0, maxWriteUnits: 0 });
    const [[, table] = []] = resourcesIn(unlimited, 'AWS::DynamoDB::GlobalTable');
    expect(JSON.stringify(table)).not.toContain('OnDemandThroughput');
  });

  test('can be a budget in dollars', () => {
    template.resourceCountIs('AWS::Budgets::Budget', 0);
    templateOf({ monthlyBudget: 10, alarmEmail: 'ops@example.com' }).hasResourceProperties('AWS::Budgets::Budget', {
      Budget: { BudgetLimit: { Amount: 10, Unit: 'USD' }, TimeUnit: 'MONTHLY', BudgetName: Match.absent() },
    });
  });
});

describe('stages', () => {
  test.each([
    ['prod', 'Retain', true],
    ['dev', 'Delete', false],
  ])('%s: sets the protection of the table, and deletes everything else with the stack', (stage, policy, kept) => {
    const given = templateOf({ stage });
    const { Resources } = given.toJSON() as { Resources: Record<string, { Type: string; DeletionPolicy?: string }> };
    const retained = Object.values(Resources).filter(({ DeletionPolicy }) => DeletionPolicy?.startsWith('Retain'));
    expect(retained.map(({ Type }) => Type)).toEqual(kept ? ['AWS::DynamoDB::GlobalTable'] : []);
    given.hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: policy,
      UpdateReplacePolicy: policy,
      Properties: {
        Replicas: [
          Match.objectLike({
            DeletionProtectionEnabled: kept,
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: kept },
          }),
        ],
      },
    });
  });
});
