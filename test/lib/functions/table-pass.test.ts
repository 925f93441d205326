import { Match } from 'aws-cdk-lib/assertions';
import { resourcesIn, templateOf } from '../../support/template-of.ts';

describe('without a top list and a digest', () => {
  test('there are no resources for a table pass', () => {
    const template = templateOf({ alarmEmail: 'ops@example.com' });
    template.resourceCountIs('AWS::Events::Rule', 0);
    const { Resources } = template.toJSON() as { Resources: object };
    expect(Object.keys(Resources).filter((id) => /tablepass|top(?!ic)/i.test(id))).toEqual([]);
    expect(JSON.stringify(template.findResources('AWS::IAM::Policy'))).not.toMatch(/TOP#|PASS#/);
  });
});

describe('a top list', () => {
  const template = templateOf({ topListHours: 24 });

  test('is made on a schedule, without an SNS topic', () => {
    template.resourceCountIs('AWS::Events::Rule', 1);
    template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(1 day)' });
    template.resourceCountIs('AWS::SNS::Topic', 0);
  });

  test('has a route, a throttle and a cache', () => {
    const routes = resourcesIn<{ RouteKey: string }>(template, 'AWS::ApiGatewayV2::Route');
    expect(routes.map(([, { RouteKey }]) => RouteKey)).toEqual(expect.arrayContaining(['GET /v1/top', 'HEAD /v1/top']));
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      RouteSettings: Match.objectLike({ 'GET /v1/top': { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 } }),
    });
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: { CacheBehaviors: Match.arrayWith([Match.objectLike({ PathPattern: '/v1/top' })]) },
    });
  });

  test('uses a quarter of the table’s read units', () => {
    const units = (settings: object) =>
      resourcesIn<{ Environment: { Variables: Record<string, string> } }>(
        templateOf({ topListHours: 1, ...settings }),
        'AWS::Lambda::Function',
      ).flatMap(([, { Environment }]) => Environment?.Variables?.['READ_UNITS'] ?? []);
    expect(units({})).toEqual(['250']);
    expect(units({ maxReadUnits: 0 })).toEqual(['1000']);
    expect(units({ maxReadUnits: 2 })).toEqual(['1']);
  });

  test('is made by a function that can write no votes and no tallies', () => {
    const pass = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([id]) =>
      /TablePassReader/.test(id),
    );
    const written = pass
      .flatMap(
        ([, { Properties }]) => (Properties as { PolicyDocument: { Statement: Statement[] } }).PolicyDocument.Statement,
      )
      .filter(({ Action }) => /dynamodb:(Put|Delete|Update)/.test(JSON.stringify(Action)))
      .map(({ Condition }) => JSON.stringify(Condition));
    expect(written).toHaveLength(2);
    for (const condition of written) expect(condition).not.toMatch(/VOTER#|ARTICLE#|TALLY#/);
  });
});

test.each([{ topListHours: 24 }, { weeklyDigest: true }, { topListHours: 24, weeklyDigest: true }])(
  'the alarm e-mail reports a failed pass, and the recovery: %j',
  (settings) => {
    templateOf({ ...settings, alarmEmail: 'ops@example.com' }).allResourcesProperties('AWS::CloudWatch::Alarm', {
      AlarmActions: [Match.anyValue()],
      OKActions: [Match.anyValue()],
    });
  },
);

interface Statement {
  readonly Action: unknown;
  readonly Condition?: unknown;
}

describe('a weekly digest', () => {
  test('goes to the alarm topic, and needs an alarm e-mail', () => {
    const template = templateOf({ weeklyDigest: true, alarmEmail: 'ops@example.com' });
    template.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(7 days)',
      Targets: [Match.objectLike({ Input: '{"digest":true}' })],
    });
    template.resourceCountIs('AWS::SNS::Topic', 1);
    const routes = resourcesIn<{ RouteKey: string }>(template, 'AWS::ApiGatewayV2::Route');
    expect(routes.map(([, { RouteKey }]) => RouteKey)).not.toContain('GET /v1/top');
    expect(() => templateOf({ weeklyDigest: true })).toThrow('weeklyDigest needs alarmEmail.');
  });
});
