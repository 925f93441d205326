import type { Assembly } from '../../../local/template/assembly.ts';
import { httpApiOf } from '../../../local/template/http-api.ts';
import { resolver } from '../../../local/template/resolve.ts';
import { tablesOf } from '../../../local/template/tables.ts';

function assemblyOf(Resources: Assembly['template']['Resources']): Assembly {
  return { stackName: 'Stack', template: { Resources }, assets: new Map() };
}

const resolve = resolver(assemblyOf({ Table: { Type: 'AWS::DynamoDB::GlobalTable', Properties: {} } }));

test.each([
  [{ Ref: 'Table' }, 'Table'],
  [{ Ref: 'AWS::Region' }, 'us-east-1'],
  [{ 'Fn::GetAtt': ['Table', 'Arn'] }, 'arn:aws:dynamodb:us-east-1:000000000000:table/Table'],
  [{ 'Fn::Join': ['-', ['a', { Ref: 'Table' }]] }, 'a-Table'],
  [
    { 'Fn::Sub': '${AWS::StackName}/${Table}/${Table.Arn}' },
    'Stack/Table/arn:aws:dynamodb:us-east-1:000000000000:table/Table',
  ],
  [{ a: [{ Ref: 'Table' }, 1, null, true] }, { a: ['Table', 1, null, true] }],
])('resolves %j', (value, expected) => {
  expect(resolve(value)).toEqual(expected);
});

test.each([
  [{ Ref: 'Tabel' }, 'refers to Tabel'],
  [{ 'Fn::GetAtt': ['Table', 'StreamArn'] }, 'StreamArn of Table (AWS::DynamoDB::GlobalTable)'],
  [{ 'Fn::GetAtt': ['Tabel', 'Arn'] }, 'Arn of Tabel (absent)'],
  [{ 'Fn::ImportValue': 'x' }, 'Fn::ImportValue'],
])('refuses %j, and names what is not supported', (value, message) => {
  expect(() => resolve(value)).toThrow(message);
});

const api = (CorsConfiguration?: object) => ({
  Type: 'AWS::ApiGatewayV2::Api',
  Properties: { ...(CorsConfiguration && { CorsConfiguration }) },
});
const route = (RouteKey: string) => ({
  Type: 'AWS::ApiGatewayV2::Route',
  Properties: { RouteKey, Target: 'integrations/Nothing' },
});

test.each([
  ['GET /x', 'has no function integration'],
  ['ANY /x', 'needs a method and a path without variables'],
  ['GET /x/{proxy+}', 'needs a method and a path without variables'],
])('refuses the route %s: it %s', (key, message) => {
  expect(() => httpApiOf(assemblyOf({ Api: api(), Route: route(key) }))).toThrow(`The route ${key} ${message}`);
});

test.each([[{ AllowOrigins: ['https://page.example'] }], [{ AllowOrigins: ['*'], AllowCredentials: true }]])(
  'refuses the CORS configuration %j',
  (cors) => {
    expect(() => httpApiOf(assemblyOf({ Api: api(cors) }))).toThrow('only for all origins without credentials');
  },
);

test('refuses a table with indexes', () => {
  const Table = { Type: 'AWS::DynamoDB::GlobalTable', Properties: { GlobalSecondaryIndexes: [{}] } };
  expect(() => tablesOf(assemblyOf({ Table }))).toThrow('The table Table has indexes, which');
});
