import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership, type IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { acknowledge, inFindings } from '../linters/cdk-nag.ts';
import { bundles } from '../bundles.ts';

/**
 * Memory of the function that copies files. The CDK makes one function for all bucket deployments of a stack with the same memory,
 * and grants their rights to its role, and ours takes no such grants. So the size is one that no other deployment uses.
 */
const MEGABYTES = 257;

export interface SiteProps {
  readonly logRetentionDays: RetentionDays;
  readonly demoPages: boolean;
}

/** A private bucket with the widget and, if asked for, the demo. It holds nothing that a deploy would not put there again. */
export class Site extends Construct {
  readonly bucket: IBucket;
  /** One function copies files into the buckets of all sites of a stack, so it has one role and one log group. */
  readonly copying: { readonly role: Role; readonly logGroup: LogGroup };

  constructor(scope: Construct, id: string, { logRetentionDays, demoPages }: SiteProps) {
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

    this.copying = otherSiteOf(this)?.copying ?? this.#copying(logRetentionDays);
    this.#deploy(demoPages);
  }

  #copying(retention: RetentionDays): Site['copying'] {
    const logGroup = new LogGroup(this, 'Logs', { retention, removalPolicy: RemovalPolicy.DESTROY });
    // Not the role that CDK would make, which may write to every log group.
    const role = new Role(this, 'DeployRole', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    return { role, logGroup };
  }

  #deploy(demoPages: boolean): void {
    const { role, logGroup } = this.copying;
    const pages = new Asset(this, 'PagesAsset', { path: bundles().pages });
    const demo = demoPages ? [new Asset(this, 'DemoAsset', { path: bundles().demo })] : [];
    const versions = new Asset(this, 'VersionsAsset', { path: bundles().versions });
    this.#mayCopy(pages.bucket);
    // The same for both, for CDK makes one function of them.
    const copier = { logGroup, role: role.withoutPolicyUpdates(), memoryLimit: MEGABYTES };
    const shared = { destinationBucket: this.bucket, ...copier };

    // First, and never removed: pages that name a version by its hash keep working when there is a newer one.
    const lasting = new BucketDeployment(this, 'Versions', {
      ...shared,
      sources: [Source.bucket(versions.bucket, versions.s3ObjectKey)],
      cacheControl: [CacheControl.setPublic(), CacheControl.maxAge(Duration.days(365)), CacheControl.immutable()],
      prune: false,
    });
    const changing = new BucketDeployment(this, 'Pages', {
      ...shared,
      sources: [pages, ...demo].map(({ bucket, s3ObjectKey }) => Source.bucket(bucket, s3ObjectKey)),
      cacheControl: [CacheControl.setPublic(), CacheControl.maxAge(Duration.minutes(5))],
      exclude: ['article-rating.*.js'],
    });
    changing.node.addDependency(lasting, role);
    lasting.node.addDependency(role);
    acknowledgeCopying(this);
  }

  /**
   * May read any uploaded file: with rights on the current files only, each deploy of new files
   * would change the role and use it before IAM has propagated the change.
   */
  #mayCopy(uploads: IBucket): void {
    const { role } = this.copying;
    const { bucketArn } = this.bucket;
    const objects = `${bucketArn}/*`;
    const uploaded = uploads.arnForObjects('*');
    for (const [actions, resources] of [
      [['s3:GetObject'], [uploaded]],
      [['s3:ListBucket'], [bucketArn]],
      [['s3:PutObject', 's3:DeleteObject'], [objects]],
    ] as const) {
      role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
    }
    acknowledge(role, {
      [`AwsSolutions-IAM5[Resource::${inFindings(this, objects)}]`]:
        'Copies the files of the site, whatever their names, into this one bucket.',
      [`AwsSolutions-IAM5[Resource::${inFindings(this, uploaded)}]`]:
        'Files have the names of their hashes, which change with each deploy of new ones.',
    });
  }
}

/** Another site of the same stack, if there is one already. */
function otherSiteOf(site: Site): Site | undefined {
  return Stack.of(site)
    .node.findAll()
    .find((construct): construct is Site => construct instanceof Site && construct !== site);
}

function acknowledgeCopying(site: Site): void {
  acknowledge(site.bucket, {
    'AwsSolutions-S1': 'Holds public files only, and only the distribution reads it: the log would say that it did.',
  });
  const itsRuntime = 'The runtime of a function of the CDK comes with the version of aws-cdk-lib.';
  for (const construct of Stack.of(site).node.children) {
    const { id } = construct.node;
    if (!id.startsWith('Custom::CDKBucketDeployment') || !id.endsWith(`${MEGABYTES}MiB`)) continue;
    acknowledge(construct, {
      'AwsSolutions-L1': itsRuntime,
      'Serverless-LambdaLatestVersion': itsRuntime,
      'Serverless-LambdaDLQ': 'Called by CloudFormation, which waits for the answer and rolls back without one.',
      'Serverless-LambdaTracing': 'Runs during a deploy only, which shows its log.',
    });
  }
}
