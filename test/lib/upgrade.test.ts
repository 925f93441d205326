import { isDeepStrictEqual } from 'node:util';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { templateOf } from '../support/template-of.ts';
import pinned from './resources-0.1.0.json' with { type: 'json' };

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

const database = loadAwsServiceSpecSync();

/** Properties of a type whose change makes CloudFormation replace the resource, from CloudFormation's specification. */
function replacing(type: string): string[] {
  const { properties } = database.lookup('resource', 'cloudFormationType', 'equals', type).only();
  return Object.entries(properties)
    .filter(([, { causesReplacement = 'no' }]) => causesReplacement !== 'no')
    .map(([name]) => name);
}

// Table and bucket of version 0.1.0, with their properties; logical-ids.test.ts pins the IDs of all resources.
// Resources are only ever added here, so that every deployment of 0.1.0 can be upgraded.
describe.each(Object.entries(pinned as Readonly<Record<string, Resource>>))('%s', (id, before) => {
  const now = (templateOf().toJSON() as { Resources: Record<string, Resource> }).Resources[id];

  test('still exists with the same type', () => {
    expect(now?.Type).toBe(before.Type);
  });

  test('has no changed property that would replace it', () => {
    const changed = replacing(before.Type).filter(
      (name) => !isDeepStrictEqual(before.Properties[name], now?.Properties[name]),
    );
    expect(changed).toEqual([]);
  });
});

test('has the properties whose change replaces a table or a bucket', () => {
  expect(replacing('AWS::DynamoDB::GlobalTable')).toEqual(expect.arrayContaining(['TableName', 'KeySchema']));
  expect(replacing('AWS::S3::Bucket')).toContain('BucketName');
});

test('every resource has only properties that its type defines', () => {
  const { Resources } = templateOf().toJSON() as { Resources: Record<string, Resource> };
  const unknown = Object.entries(Resources)
    .filter(([, { Type }]) => Type.startsWith('AWS::'))
    .flatMap(([id, { Type, Properties }]) => {
      const { properties } = database.lookup('resource', 'cloudFormationType', 'equals', Type).only();
      return Object.keys(Properties).flatMap((name) => (name in properties ? [] : [`${id}.${name}`]));
    });
  expect(unknown).toEqual([]);
});
