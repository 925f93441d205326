import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { ArticleRating } from '../../../lib/article-rating.ts';

process.env['CDK_VALIDATION'] = 'false';

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

const service = (stack: Stack) => new ArticleRating(stack, 'Ratings', { stage: 'dev' });

/** Files that an app copies itself, by a function with this much memory. */
const copyOf = (memoryLimit: number | undefined) => (stack: Stack) =>
  new BucketDeployment(stack, 'Copy', {
    // CDK's own types do not fit each other where absent and undefined differ.
    destinationBucket: new Bucket(stack, 'Own') as IBucket,
    sources: [Source.data('a.txt', 'a')],
    ...(memoryLimit !== undefined && { memoryLimit }),
  });

/** For each bucket that files are copied into, the buckets that the role of the copying function may write to. */
function writableBuckets(template: Template): Record<string, string[]> {
  const { Resources } = template.toJSON() as { Resources: Record<string, Resource> };
  const referred = (value: unknown, attribute: string) =>
    [...JSON.stringify(value).matchAll(new RegExp(`"Fn::GetAtt":\\["(\\w+)","${attribute}"\\]`, 'g'))].map(
      ([, id = '']) => id,
    );
  const writable = (role: string) =>
    Object.values(Resources)
      .filter(({ Type, Properties }) => {
        return Type === 'AWS::IAM::Policy' && JSON.stringify(Properties['Roles']).includes(`"${role}"`);
      })
      .flatMap(({ Properties }) => (Properties['PolicyDocument'] as { Statement: { Action: unknown }[] }).Statement)
      .filter((statement) => JSON.stringify(statement.Action).includes('s3:PutObject'))
      .flatMap((statement) => referred(statement, 'Arn'));
  const copies = Object.values(Resources).filter(({ Type }) => Type === 'Custom::CDKBucketDeployment');
  return Object.fromEntries(
    copies.map(({ Properties }) => {
      const [copier = ''] = referred(Properties['ServiceToken'], 'Arn');
      const [role = ''] = referred(Resources[copier]?.Properties['Role'], 'Arn');
      const { Ref } = Properties['DestinationBucketName'] as { Ref: string };
      return [Ref, [...new Set(writable(role))]];
    }),
  );
}

test.each([
  ['before the service', [copyOf(256), service]],
  ['after the service', [service, copyOf(256)]],
  ['before the service, with the default memory', [copyOf(undefined), service]],
  ['after the service, with the default memory', [service, copyOf(undefined)]],
])('the bucket deployment of an app, created %s, has its own permissions', (_, makers) => {
  const stack = new Stack(new App(), 'Blog');
  for (const make of makers) make(stack);
  const writable = writableBuckets(Template.fromStack(stack));
  const names = Object.keys(writable);
  expect(names).toHaveLength(2);
  for (const name of names) expect(writable[name]).toEqual([name]);
});
