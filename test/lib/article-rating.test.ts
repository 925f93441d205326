import { App, CfnParameter, NestedStack, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { ArticleRating } from '../../lib/article-rating.ts';
import type { ArticleRatingProps } from '../../lib/article-rating.ts';

process.env['CDK_VALIDATION'] = 'false';
const blog = () => new Stack(new App(), 'Blog', { env: { region: 'us-east-1', account: '123456789012' } });

test('accepts a certificate, a zone, a web ACL and an e-mail address that the app creates', () => {
  const stack = blog();
  const zone = new HostedZone(stack, 'Zone', { zoneName: 'blog.example' });
  const certificate = new Certificate(stack, 'Certificate', { domainName: 'ratings.blog.example' });
  const visibilityConfig = { sampledRequestsEnabled: false, cloudWatchMetricsEnabled: false, metricName: 'acl' };
  const webAcl = new CfnWebACL(stack, 'Acl', { scope: 'CLOUDFRONT', defaultAction: { allow: {} }, visibilityConfig });
  new ArticleRating(stack, 'Ratings', {
    domainName: 'ratings.blog.example',
    certificateArn: certificate.certificateArn,
    hostedZoneId: zone.hostedZoneId,
    hostedZoneName: zone.zoneName,
    webAclArn: webAcl.attrArn,
    alarmEmail: new CfnParameter(stack, 'Email').valueAsString,
    allowedOrigins: [`https://${new CfnParameter(stack, 'Host').valueAsString}`],
  });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: {
      Aliases: ['ratings.blog.example'],
      ViewerCertificate: { AcmCertificateArn: { Ref: Match.stringLikeRegexp('Certificate') } },
      WebACLId: { 'Fn::GetAtt': ['Acl', 'Arn'] },
    },
  });
  template.hasResourceProperties('AWS::Route53::RecordSet', { HostedZoneId: { Ref: Match.stringLikeRegexp('Zone') } });
  template.hasResourceProperties('AWS::SNS::Subscription', { Endpoint: { Ref: 'Email' } });
});

test('accepts a domain that is still a token, without a check against its zone', () => {
  const stack = blog();
  const domainName = new CfnParameter(stack, 'Domain').valueAsString;
  const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/1a-2b';
  const zone = { hostedZoneId: 'Z1', hostedZoneName: 'blog.example' };
  expect(() => new ArticleRating(stack, 'Ratings', { domainName, certificateArn, ...zone })).not.toThrow();
});

test('names its table in an output, so that the operator’s program finds it', () => {
  const stack = blog();
  new ArticleRating(stack, 'Ratings');
  const { Outputs } = Template.fromStack(stack).toJSON() as { Outputs: Record<string, { Value: object }> };
  const [[name, { Value }] = ['', { Value: {} }], ...more] = Object.entries(Outputs);
  expect(more).toEqual([]);
  expect(name).toMatch(/^RatingsTableName[0-9A-F]{8}$/);
  expect(Value).toEqual({ Ref: expect.stringMatching(/^RatingsTable[0-9A-F]{8}$/) as string });
});

test('exposes its alarms, so that the app can add actions', () => {
  const stack = blog();
  const topic = new Topic(stack, 'Pager');
  const { alarms } = new ArticleRating(stack, 'Ratings', { topListHours: 24 });
  for (const alarm of alarms) alarm.addAlarmAction(new SnsAction(topic));
  const all = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm'));
  expect(all).toHaveLength(alarms.length);
  for (const { Properties } of all as { Properties: { AlarmActions?: object[] } }[])
    expect(Properties.AlarmActions).toHaveLength(1);
});

test('its alarms do not include those of canary deploys, which roll back and notify nobody', () => {
  const stack = blog();
  const { alarms } = new ArticleRating(stack, 'Ratings', { canaryDeploys: true, alarmEmail: 'ops@blog.example' });
  const all = Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm');
  const silent = Object.entries(all).filter(([, { Properties }]) => !('AlarmActions' in (Properties as object)));
  expect(silent.map(([id]) => id)).toEqual(Array<unknown>(3).fill(expect.stringMatching(/^RatingsCanary/)));
  expect(Object.keys(all)).toHaveLength(alarms.length + silent.length);
});

test('works in a nested stack', () => {
  const nested = new NestedStack(blog(), 'Nested');
  expect(() => new ArticleRating(nested, 'Ratings')).not.toThrow();
});

test.each<[object, string]>([
  [{ cacheSecond: 5 }, 'There is no setting cacheSecond. Did you mean cacheSeconds?'],
  [{ removalPolicy: 'destroy' }, 'There is no setting removalPolicy. Did you mean keepData?'],
  [{ cacheSeconds: -1 }, 'The setting cacheSeconds must be a whole number from 0 to 86400, but is -1.'],
  [{ stackName: 'blog' }, 'There is no property stackName: the app sets the name of its stack.'],
  [{ weeklyDigest: true }, 'The setting weeklyDigest needs alarmEmail.'],
])('refuses %j in one line, with the names of the props', (props, message) => {
  expect(() => new ArticleRating(blog(), 'Ratings', props as ArticleRatingProps)).toThrow(
    expect.objectContaining({ message }) as Error,
  );
});

test('refuses a token as a number, with the reason', () => {
  const stack = blog();
  const cacheSeconds = new CfnParameter(stack, 'Seconds', { type: 'Number' }).valueAsNumber;
  expect(() => new ArticleRating(stack, 'Ratings', { cacheSeconds })).toThrow(
    'The setting cacheSeconds must be a whole number from 0 to 86400, but is a token, whose value is known only at deploy time.',
  );
});

test.each(['cn-north-1', 'us-gov-west-1'])('is refused in %s, which has no CloudFront', (region) => {
  const stack = new Stack(new App(), 'Blog', { env: { region, account: '123456789012' } });
  expect(() => new ArticleRating(stack, 'Ratings')).toThrow(`CloudFront is not available in ${region}.`);
});
