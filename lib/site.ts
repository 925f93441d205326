import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership, type IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { bundles } from './bundles.ts';

export interface SiteProps {
  readonly logRetentionDays: RetentionDays;
}

/** A private bucket with the widget and the demo. It holds nothing that a deploy would not put there again. */
export class Site extends Construct {
  readonly bucket: IBucket;

  constructor(scope: Construct, id: string, { logRetentionDays }: SiteProps) {
    super(scope, id);

    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: RemovalPolicy.DESTROY,
      autoDeleteObjects: true,
      // CDK's own types do not fit each other where absent and undefined differ.
    }) as IBucket;

    this.#deploy(logRetentionDays);
  }

  #deploy(logRetentionDays: RetentionDays): void {
    const pages = new Asset(this, 'PagesAsset', { path: bundles().pages });
    const versions = new Asset(this, 'VersionsAsset', { path: bundles().versions });
    const logGroup = new LogGroup(this, 'Logs', { retention: logRetentionDays, removalPolicy: RemovalPolicy.DESTROY });
    const role = this.#roleToCopy([pages, versions], logGroup);
    // The same for both, for CDK makes one function of them.
    const shared = { destinationBucket: this.bucket, logGroup, role: role.withoutPolicyUpdates(), memoryLimit: 256 };

    // First, and never removed: pages that name a version by its hash keep working when there is a newer one.
    const lasting = new BucketDeployment(this, 'Versions', {
      ...shared,
      sources: [Source.bucket(versions.bucket, versions.s3ObjectKey)],
      cacheControl: [CacheControl.setPublic(), CacheControl.maxAge(Duration.days(365)), CacheControl.immutable()],
      prune: false,
    });
    const changing = new BucketDeployment(this, 'Pages', {
      ...shared,
      sources: [Source.bucket(pages.bucket, pages.s3ObjectKey)],
      cacheControl: [CacheControl.setPublic(), CacheControl.maxAge(Duration.minutes(5))],
      exclude: ['article-rating.*.js'],
    });
    changing.node.addDependency(lasting, role);
    lasting.node.addDependency(role);
    acknowledgeCopying(this);
  }

  /** Not the role that CDK would make, which reads all of the account's assets and may write to every log group. */
  #roleToCopy(assets: readonly Asset[], logGroup: LogGroup): Role {
    const role = new Role(this, 'DeployRole', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const { bucketArn } = this.bucket;
    const objects = `${bucketArn}/*`;
    logGroup.grantWrite(role);
    for (const [actions, resources] of [
      [['s3:GetObject'], assets.map(({ bucket, s3ObjectKey }) => bucket.arnForObjects(s3ObjectKey))],
      [['s3:ListBucket'], [bucketArn]],
      [['s3:PutObject', 's3:DeleteObject'], [objects]],
    ] as const) {
      role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
    }
    const { 'Fn::GetAtt': attribute } = Stack.of(this).resolve(bucketArn) as { 'Fn::GetAtt': [string, string] };
    acknowledge(role, {
      [`AwsSolutions-IAM5[Resource::<${attribute.join('.')}>/*]`]:
        'Copies the files of the site, whatever their names, into this one bucket.',
    });
    return role;
  }
}

function acknowledgeCopying(site: Site): void {
  acknowledge(site.bucket, {
    'AwsSolutions-S1': 'Holds public files only, and only the distribution reads it: the log would say that it did.',
  });
  const itsRuntime = 'The runtime of a function of the CDK comes with the version of aws-cdk-lib.';
  for (const construct of Stack.of(site).node.children) {
    if (!construct.node.id.startsWith('Custom::CDKBucketDeployment')) continue;
    acknowledge(construct, {
      'AwsSolutions-L1': itsRuntime,
      'Serverless-LambdaLatestVersion': itsRuntime,
      'Serverless-LambdaDLQ': 'Called by CloudFormation, which waits for the answer and rolls back without one.',
      'Serverless-LambdaTracing': 'Runs during a deploy only, which shows its log.',
    });
  }
}
