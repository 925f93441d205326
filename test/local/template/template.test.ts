import type { Assembly } from '../../../local/template/assembly.ts';
import { cachePolicyOf } from '../../../local/template/cache-policy.ts';
import { distributionOf } from '../../../local/template/distribution.ts';
import { httpApiOf } from '../../../local/template/http-api.ts';
import { resolver } from '../../../local/template/resolve.ts';
import { schedulesOf } from '../../../local/template/schedules.ts';
import { tablesOf } from '../../../local/template/tables.ts';

function assemblyOf(Resources: Assembly['template']['Resources']): Assembly {
  return { template: { Resources }, assets: new Map() };
}

const resolve = resolver(
  assemblyOf({
    Table: { Type: 'AWS::DynamoDB::GlobalTable', Properties: {} },
    Handler: { Type: 'AWS::Lambda::Function', Properties: {} },
  }),
);

test.each([
  [{ Ref: 'Table' }, 'Table'],
  [{ Ref: 'AWS::Region' }, 'us-east-1'],
  [{ 'Fn::GetAtt': ['Handler', 'Arn'] }, 'arn:aws:lambda:us-east-1:000000000000:function:Handler'],
  [{ 'Fn::Join': ['-', ['a', { Ref: 'Table' }]] }, 'a-Table'],
  [{ a: [{ Ref: 'Table' }, 1, null, true] }, { a: ['Table', 1, null, true] }],
])('resolves %j', (value, expected) => {
  expect(resolve(value)).toEqual(expected);
});

test.each([
  [{ Ref: 'Tabel' }, 'refers to Tabel'],
  [{ 'Fn::GetAtt': ['Table', 'StreamArn'] }, 'StreamArn of Table (AWS::DynamoDB::GlobalTable)'],
  [{ 'Fn::GetAtt': ['Tabel', 'Arn'] }, 'Arn of Tabel (absent)'],
  [{ 'Fn::Sub': '${Table}' }, 'Fn::Sub'],
])('refuses %j, and names what is not supported', (value, message) => {
  expect(() => resolve(value)).toThrow(message);
});

const api = (properties: object = { CorsConfiguration: { AllowOrigins: ['*'] } }) => ({
  Type: 'AWS::ApiGatewayV2::Api',
  Properties: { ...properties },
});
const route = (RouteKey: string, integration = 'Nothing') => ({
  Type: 'AWS::ApiGatewayV2::Route',
  Properties: { RouteKey, Target: `integrations/${integration}` },
});

test.each([
  ['GET /x', 'has no function integration'],
  ['ANY /x', 'needs a method other than OPTIONS, and a path without variables'],
  ['OPTIONS /x', 'needs a method other than OPTIONS, and a path without variables'],
  ['GET /x/{proxy+}', 'needs a method other than OPTIONS, and a path without variables'],
])('refuses the route %s: it %s', (key, message) => {
  expect(() => httpApiOf(assemblyOf({ Api: api(), Route: route(key) }))).toThrow(`The route ${key} ${message}`);
});

test.each([
  [{}],
  [{ CorsConfiguration: { AllowOrigins: ['https://page.example'] } }],
  [{ CorsConfiguration: { AllowOrigins: ['*'], AllowCredentials: true } }],
])('refuses an API with the CORS properties %j', (properties) => {
  expect(() => httpApiOf(assemblyOf({ Api: api(properties) }))).toThrow('only for all origins without credentials');
});

test.each([
  ['GET /x', { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 1 }, 'has no route $default'],
  ['$default', {}, 'The route $default has no throttle'],
])('refuses an API with only the route %s and the throttle %j', (key, DefaultRouteSettings, message) => {
  const Integration = {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: 'arn:aws:lambda:us-east-1:000000000000:function:Handler',
      PayloadFormatVersion: '2.0',
    },
  };
  const Stage = { Type: 'AWS::ApiGatewayV2::Stage', Properties: { DefaultRouteSettings } };
  const assembly = assemblyOf({ Api: api(), Integration, Route: route(key, 'Integration'), Stage });
  expect(() => httpApiOf(assembly)).toThrow(message);
});

test.each(['/a*b', '/a?', '*a'])('refuses a behaviour with the path pattern %s', (PathPattern) => {
  const DistributionConfig = {
    Origins: [{ Id: 'Files', DomainName: 'Site.s3.us-east-1.amazonaws.com' }],
    DefaultCacheBehavior: {},
    CacheBehaviors: [{ TargetOriginId: 'Files', PathPattern }],
  };
  const Distribution = { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig } };
  expect(() => distributionOf(assemblyOf({ Distribution }))).toThrow(`${PathPattern} has a wildcard other than *`);
});

test('refuses a cache policy that has only some query parameters in its key', () => {
  const none = { HeadersConfig: { HeaderBehavior: 'none' }, CookiesConfig: { CookieBehavior: 'none' } };
  const key = { ...none, QueryStringsConfig: { QueryStringBehavior: 'whitelist', QueryStrings: ['articleId'] } };
  const CachePolicyConfig = { ParametersInCacheKeyAndForwardedToOrigin: key };
  const Policy = { Type: 'AWS::CloudFront::CachePolicy', Properties: { CachePolicyConfig } };
  expect(() => cachePolicyOf(assemblyOf({ Policy }), { Ref: 'Policy' })).toThrow('only some query parameters');
});

test('refuses a schedule in minutes', () => {
  const Rule = { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'rate(5 minutes)', Targets: [] } };
  expect(() => schedulesOf(assemblyOf({ Rule }))).toThrow('not a rate in hours or days');
});

test('refuses a table with indexes', () => {
  const Table = { Type: 'AWS::DynamoDB::GlobalTable', Properties: { GlobalSecondaryIndexes: [{}] } };
  expect(() => tablesOf(assemblyOf({ Table }))).toThrow('The table Table has indexes, which');
});
